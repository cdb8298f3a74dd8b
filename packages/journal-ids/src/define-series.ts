import { JournalIdsError, quote } from './errors.js';
import { seriesInputSchema } from './schema.js';
import type { NumberRange, SeriesDefinition } from './types.js';

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const MAX_NAME_CHARACTERS = 40;

/**
 * Checks a definition of series and freezes it.
 *
 * @param input - Every series by its name (lower-case words with hyphens, at most 40 characters) with its
 *   ranges `[from, to]`: whole numbers from 1 up, both included, in the order in which they are used. Ranges of
 *   *different* series may overlap: numbers are claimed per folder.
 * @returns The definition.
 * @throws {JOURNAL_IDS_SERIES_INVALID} with all mistakes at once; `facts.problems` has them as a list.
 *
 * @example
 * ```ts
 * import { defineSeries } from '@opta/journal-ids';
 *
 * const series = defineSeries({
 *   standard: { ranges: [[1, 199], [1000, 1999]] },
 *   promotion: { ranges: [[200, 999]] },
 * });
 * console.log(series.standard?.ranges.length); // 2
 * ```
 */
export function defineSeries(
  input: Readonly<Record<string, { readonly ranges: readonly NumberRange[] }>>,
): SeriesDefinition {
  const shape = seriesInputSchema.safeParse(input);
  const problems = shape.success
    ? problemsOf(shape.data)
    : shape.error.issues.map(({ path, message }) => `${path.join('.') || 'the definition'}: ${message}`);
  if (problems.length > 0 || !shape.success) {
    throw new JournalIdsError(
      'JOURNAL_IDS_SERIES_INVALID',
      `Cannot use these series:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
      { problems },
    );
  }
  const entries = Object.entries(shape.data).map(([name, { ranges }]) => {
    const frozen = ranges.map(([from, to]) => Object.freeze([from, to] as const));
    return [name, Object.freeze({ ranges: Object.freeze(frozen) })] as const;
  });
  return Object.freeze(Object.fromEntries(entries));
}

function problemsOf(series: Record<string, { ranges: [number, number][] }>): string[] {
  const names = Object.keys(series);
  if (names.length === 0) return ['there is none; define at least one series'];
  return names.flatMap((name) => [...nameProblems(name), ...rangeProblems(name, series[name]?.ranges ?? [])]);
}

function nameProblems(name: string): string[] {
  if (NAME.test(name) && name.length <= MAX_NAME_CHARACTERS) return [];
  return [
    `${quote(name)} cannot be the name of a series; use lower-case words with hyphens, at most ${MAX_NAME_CHARACTERS} characters`,
  ];
}

function rangeProblems(name: string, ranges: readonly NumberRange[]): string[] {
  if (ranges.length === 0) return [`${quote(name)} has no range; give at least one, such as [1, 199]`];
  const single = ranges.flatMap((range) => {
    const problem = describeRangeProblem(range);
    return problem === undefined ? [] : [`${quote(name)}: the range ${quote(range)} ${problem}`];
  });
  if (single.length > 0) return single;
  return ranges.flatMap((range, index) =>
    ranges
      .slice(index + 1)
      .filter((other) => range[0] <= other[1] && other[0] <= range[1])
      .map((other) => `${quote(name)}: the ranges ${quote(range)} and ${quote(other)} overlap`),
  );
}

/** What is wrong with a range, to be read after its value; undefined if nothing is. */
export function describeRangeProblem([from, to]: NumberRange): string | undefined {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) return 'must have whole numbers';
  if (from < 1) return 'must begin at 1 or above';
  return from > to ? `ends before it begins; did you mean [${to}, ${from}]?` : undefined;
}
