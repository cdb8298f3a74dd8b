import { usageError } from '../errors.js';
import type { JournalPlace } from './journal-place.js';

type Ranges = readonly (readonly [number, number])[];

/**
 * The ranges of the series that `--series` names.
 *
 * @throws {JOURNAL_CLI_USAGE} when there is none of that name
 */
export function rangesOfSeries(name: string, { series }: JournalPlace['config']): Ranges {
  // A name comes from outside: `constructor` is no series.
  const ranges = Object.hasOwn(series, name) ? series[name]?.ranges : undefined;
  if (ranges !== undefined) return ranges;
  throw usageError(
    `--series ${JSON.stringify(name)} is no series of this journal. There are: ${Object.keys(series).join(', ')}.`,
  );
}
