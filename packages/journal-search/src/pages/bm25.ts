/** What a collection of logs says of a term's weight. */
export interface Collection {
  logs: number;
  /** Tokens of a log on average. */
  averageTokens: number;
  /** In how many logs each term of the query occurs. */
  frequencies: readonly number[];
}

const K1 = 1.2;
const B = 0.75;
/** Of a term that stands in more than half of the logs. */
const LEAST_WEIGHT = 1e-6;

/**
 * How well a log matches: the greater the better. The same formula as that of the index.
 *
 * @param counts - how often each term of the query occurs in it
 * @param tokens - how many tokens it has
 * Source: https://www.sqlite.org/fts5.html#the_bm25_function
 */
export function bm25(counts: readonly number[], tokens: number, collection: Collection): number {
  const { logs, averageTokens, frequencies } = collection;
  const length = K1 * (1 - B + (B * tokens) / averageTokens);
  return counts.reduce((score, count, index) => {
    const frequency = frequencies[index] ?? 0;
    const weight = Math.max(Math.log((logs - frequency + 0.5) / (frequency + 0.5)), LEAST_WEIGHT);
    return score + (weight * count * (K1 + 1)) / (count + length);
  }, 0);
}
