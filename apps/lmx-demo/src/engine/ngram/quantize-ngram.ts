import type { Continuations, NgramData } from './ngram-data.js';
import { formatRuns, readRuns } from './table-runs.js';

/** Bits of a count after quantizing. */
export const MIN_BITS = 1;
export const MAX_BITS = 8;

/**
 * Makes a coarser model, table by table. The counts of a context are scaled so that the largest fits into
 * `bits` bits; what is rounded to 0 is forgotten. A context that then says the same as the context without its
 * oldest token is left out, because the model backs off to that one anyway.
 *
 * @yields the share that is done, 0 to 1
 */
export function* quantizeNgram(data: NgramData, bits: number): Generator<number, NgramData, undefined> {
  const largest = 2 ** bits - 1;
  const said = new Map<string, string>();
  const tables: number[][] = [];
  for (const [length, table] of data.tables.entries()) {
    const kept: Continuations[] = [];
    for (const { context, entries } of readRuns(table, length)) {
      const rounded = reduce(roundCounts(entries, largest));
      const meaning = rounded.flat().join(',');
      if (meaning === longestKnown(said, context.slice(1)) && length > 0) continue;
      said.set(context.join(','), meaning);
      kept.push({ context, entries: rounded });
    }
    tables.push(formatRuns(kept));
    yield (length + 1) / data.tables.length;
  }
  return { ...data, tables };
}

function roundCounts(entries: Continuations['entries'], largest: number): [number, number][] {
  const most = Math.max(...entries.map(([, count]) => count));
  const scale = Math.max(1, most / largest);
  return entries.flatMap(([token, count]) => {
    const rounded = Math.round(count / scale);
    return rounded === 0 ? [] : [[token, rounded]];
  });
}

/** The same proportions in the smallest whole numbers. */
function reduce(entries: [number, number][]): [number, number][] {
  const divisor = entries.reduce((common, [, count]) => greatestCommonDivisor(common, count), 0);
  return entries.map(([token, count]) => [token, count / divisor]);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function longestKnown(said: ReadonlyMap<string, string>, context: readonly number[]): string | undefined {
  for (let from = 0; from <= context.length; from += 1) {
    const meaning = said.get(context.slice(from).join(','));
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}
