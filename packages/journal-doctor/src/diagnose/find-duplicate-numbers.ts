import { formatId } from '@opta/journal-ids';
import type { DoctorContext } from '../doctor-options.js';
import { joinSome, quote } from '../errors.js';
import { type Claimant, createFinding, type Finding } from '../finding.js';
import type { NumberedLog } from '../folders/numbered-log.js';
import { groupByNumber } from './group-by-number.js';
import type { NumberFacts } from './number-facts.js';
import type { NumberTimes } from './number-times.js';
import { readUncommitted } from './read-uncommitted.js';
import { seriesOfNumber } from './series-of-number.js';

/** Numbers that several logs bear; of each, who keeps it comes first. */
export async function findDuplicateNumbers(
  context: DoctorContext,
  { logs, times, expectedIds }: NumberFacts,
): Promise<Finding[]> {
  const shared = [...groupByNumber(logs)].filter(([, bearers]) => bearers.length > 1);
  if (shared.length === 0) return [];
  const uncommitted = await readUncommitted(context.fileSystem, context.store.updateLogsDir);
  return shared
    .sort(([a], [b]) => a - b)
    .map(([number, bearers]) => {
      const claimants = bearers.map((log) => toClaimant(log, times, uncommitted)).sort(byClaim);
      const series = seriesOfNumber(number, context.series);
      const ids = claimants.slice(1).flatMap(() => expectedIds.take(series) ?? []);
      const files = claimants.map(({ fileName }) => fileName);
      return createFinding(
        'duplicate-number',
        files,
        { number, ...(series === undefined ? {} : { series }), claimants, expectedIds: ids },
        `Number ${formatId(number)} is borne by ${files.length} logs: ${joinSome(claimants.map(describe))}.`,
      );
    });
}

function toClaimant(
  log: NumberedLog,
  times: NumberTimes,
  uncommitted: ReadonlySet<string> | undefined,
): Claimant {
  const { fileName, archived } = log;
  const time = times.timeOf(log);
  return {
    fileName,
    ...(time === undefined ? {} : { claimedAt: time.from, source: time.source }),
    ...(uncommitted === undefined ? {} : { isCommitted: !uncommitted.has(fileName) }),
    ...(archived === undefined ? {} : { archived }),
  };
}

/** Archived logs are not touched, and a number in a commit may be cited by others: both outweigh the time. */
function byClaim(a: Claimant, b: Claimant): number {
  const isArchived = Number(b.archived !== undefined) - Number(a.archived !== undefined);
  const isCommitted = Number(b.isCommitted ?? false) - Number(a.isCommitted ?? false);
  const difference = (a.claimedAt ?? Number.POSITIVE_INFINITY) - (b.claimedAt ?? Number.POSITIVE_INFINITY);
  return isArchived || isCommitted || difference || (a.fileName < b.fileName ? -1 : 1);
}

function describe({ fileName, claimedAt }: Claimant): string {
  const name = quote(fileName);
  return claimedAt === undefined ? name : `${name} (${new Date(claimedAt).toISOString()})`;
}
