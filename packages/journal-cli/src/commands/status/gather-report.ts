import { diagnose } from '@opta/journal-doctor';
import { createFileAllocator, formatId } from '@opta/journal-ids';
import { planRecovery } from '@opta/journal-recovery';
import { retentionPolicyOf } from '@opta/journal-runtime';
import { inspectIndex } from '@opta/journal-search';
import { doctorOptionsOf } from '../../place/doctor-options-of.js';
import type { JournalPlace } from '../../place/journal-place.js';
import { problemsOf, problemsOfPlaces } from './find-problems.js';
import type {
  JournalReport,
  Problem,
  RetentionFacts,
  SeriesFacts,
  UnfinishedSession,
} from './journal-report.js';
import { measureFolder } from './measure-folder.js';

/**
 * Looks at everything that tells how a journal is. Nothing is changed.
 *
 * @param isChecked - whether the logs are read for problems
 */
export async function gatherReport(
  place: JournalPlace,
  { isChecked }: { isChecked: boolean },
): Promise<JournalReport> {
  const { store } = place;
  const sessions = await measureFolder(store.sessionLogsDir);
  const updates = await measureFolder(store.updateLogsDir);
  const unfinished = await readUnfinished(place);
  return {
    ...{ sessions, updates, unfinished },
    series: await readSeries(place),
    index: readIndex(place),
    retention: await readRetention(place),
    problems: [
      ...problemsOfPlaces({ sessions, updates, unfinished }),
      ...(isChecked ? await findProblems(place) : []),
    ],
  };
}

async function readUnfinished({ store, config }: JournalPlace): Promise<UnfinishedSession[]> {
  const { device, timezone: timeZone, redaction } = config;
  const { recoverable, left, failed } = await planRecovery(store, { device, timeZone, redaction });
  const told = [
    ...left.map(({ session, eventLog, reason }) => ({ session, eventLog, state: reason })),
    ...recoverable.map(({ session, eventLog }) => ({ session, eventLog, state: 'ended' as const })),
    ...failed.map(({ session, eventLog }) => ({ session, eventLog, state: 'unreadable' as const })),
  ];
  return told.map(({ session = null, eventLog = null, state }) => ({ session, eventLog, state }));
}

async function readSeries({ store, config }: JournalPlace): Promise<SeriesFacts[]> {
  const { series, timezone: timeZone } = config;
  const allocator = createFileAllocator({ directory: store.updateLogsDir, series, timeZone });
  try {
    return (await allocator.inspect()).map(({ series: name, highest, next, remaining }) => ({
      series: name,
      last: highest === undefined ? null : formatId(highest),
      next: next === undefined ? null : formatId(next),
      remaining,
    }));
  } finally {
    await allocator.close();
  }
}

function readIndex({ store, config }: JournalPlace): JournalReport['index'] {
  const { redaction, timezone: timeZone } = config;
  const { path, file } = inspectIndex(store, { redaction, timeZone });
  return { path, bytes: file?.size ?? null, changedAt: file?.modifiedAt ?? null };
}

async function readRetention({ store, config }: JournalPlace): Promise<RetentionFacts> {
  const { mode, units, bytes, held } = await store.planRetention(retentionPolicyOf(config));
  return { mode, due: units.length, bytes, held: held?.message ?? null };
}

async function findProblems(place: JournalPlace): Promise<Problem[]> {
  return problemsOf(await diagnose(doctorOptionsOf(place)));
}
