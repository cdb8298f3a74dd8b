import type { Continuations } from './ngram-data.js';

/**
 * Reads the runs of a table.
 *
 * @throws {RangeError} when the table ends within a run
 */
export function* readRuns(table: readonly number[], contextLength: number): Generator<Continuations> {
  for (let at = 0; at < table.length; ) {
    const context = table.slice(at, at + contextLength);
    const count = table[at + contextLength];
    const from = at + contextLength + 1;
    if (count === undefined || from + 2 * count > table.length) {
      throw new RangeError(`The table for contexts of ${contextLength} tokens ends within a run at ${at}.`);
    }
    yield { context, entries: pairs(table.slice(from, from + 2 * count)) };
    at = from + 2 * count;
  }
}

/** Writes runs as the list of numbers that {@link readRuns} reads. */
export function formatRuns(runs: Iterable<Continuations>): number[] {
  const table: number[] = [];
  for (const { context, entries } of runs) {
    table.push(...context, entries.length, ...entries.flat());
  }
  return table;
}

function pairs(flat: readonly number[]): [number, number][] {
  return Array.from({ length: flat.length / 2 }, (_, index) => [
    flat[2 * index] ?? 0,
    flat[2 * index + 1] ?? 0,
  ]);
}
