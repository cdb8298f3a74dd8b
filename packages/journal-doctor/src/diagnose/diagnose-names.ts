import {
  DEFAULT_SERIES,
  formatId,
  originalOfCopy,
  parseNumberedName,
  type SeriesDefinition,
} from '@opta/journal-ids';
import { joinSome, quote } from '../errors.js';
import { type Claimant, createFinding, type FindingOf } from '../finding.js';
import { groupByNumber } from './group-by-number.js';
import { seriesOfNumber } from './series-of-number.js';

/** A file of an update folder of which only the name is known. */
export interface NamedLog {
  fileName: string;
  /** The month of the archive in which it is, `YYYY-MM`. */
  archived?: string;
  /** The branches or commits that have it, as they were named. */
  heads?: readonly string[];
}

export interface DiagnoseNamesOptions {
  /** Default: standard 1 to 199, promotion 200 to 999. */
  series?: SeriesDefinition;
}

const FIX =
  'Merge the branches and keep both logs (where both have one name, give one of them another name), then renumber the ' +
  'later one. `repair` does it; the old number stays in its frontmatter as an alias.';

/**
 * Finds numbers that several logs bear, from names alone: of a tree that is not on the disk, such as that of a merge
 * that is still to come. Pure.
 *
 * @param logs - File names, or what else is known of each. Other files may be among them. A log that is named twice
 *   is two logs.
 * @returns A finding for each number, by number. Who comes first in it is no promise of who will keep the number: that
 *   takes what the logs say, and when they were claimed.
 *
 * @example
 * ```ts
 * diagnoseNames(['007_2026-02-24_sync.md', '0007_2026-02-24_fix.md']).map(({ facts }) => facts.number); // [7]
 * ```
 */
export function diagnoseNames(
  logs: readonly (string | NamedLog)[],
  { series = DEFAULT_SERIES }: DiagnoseNamesOptions = {},
): FindingOf<'duplicate-number'>[] {
  const named = logs.map((log) => (typeof log === 'string' ? { fileName: log } : log));
  const names = new Set(named.map(({ fileName }) => fileName));
  const numbered = named.flatMap((log) => {
    const number = parseNumberedName(log.fileName)?.number;
    // What a sync tool has copied takes no number.
    const isOther = number === undefined || originalOfCopy(log.fileName, names) !== undefined;
    return isOther ? [] : { ...log, number };
  });
  return [...groupByNumber(numbered)]
    .filter(([, bearers]) => bearers.length > 1)
    .sort(([a], [b]) => a - b)
    .map(([number, bearers]) => toFinding(number, bearers, seriesOfNumber(number, series)));
}

function toFinding(
  number: number,
  bearers: readonly NamedLog[],
  series: string | undefined,
): FindingOf<'duplicate-number'> {
  const claimants = bearers.map(toClaimant).sort(byArchiveThenName);
  const finding = createFinding(
    'duplicate-number',
    claimants.map(({ fileName }) => fileName),
    { number, ...(series === undefined ? {} : { series }), claimants, expectedIds: [] },
    `Number ${formatId(number)} is borne by ${claimants.length} logs: ${joinSome(claimants.map(describe))}.`,
  );
  return { ...finding, fix: FIX };
}

function toClaimant({ fileName, archived, heads }: NamedLog): Claimant {
  return {
    fileName,
    ...(archived === undefined ? {} : { archived }),
    ...(heads === undefined ? {} : { heads: [...heads] }),
  };
}

function byArchiveThenName(a: Claimant, b: Claimant): number {
  const isArchived = Number(b.archived !== undefined) - Number(a.archived !== undefined);
  return isArchived || (a.fileName < b.fileName ? -1 : 1);
}

function describe({ fileName, heads = [] }: Claimant): string {
  return heads.length === 0 ? quote(fileName) : `${quote(fileName)} (${heads.map(quote).join(', ')})`;
}
