import { type Continuations, END_TOKEN, type NgramData } from './ngram-data.js';
import { readRuns } from './table-runs.js';

/** How much a context with few observations leaves to the shorter one. Chosen by reading what came out. */
const BACKOFF_WEIGHT = 0.25;

/** A model in memory: its counts by context. */
export class NgramTable {
  readonly order: number;
  readonly vocabulary: readonly string[];
  readonly openings: readonly (readonly number[])[];
  readonly topics: ReadonlyMap<string, readonly number[]>;
  readonly #continuations: readonly ReadonlyMap<string, Continuations['entries']>[];
  readonly #numbers: ReadonlyMap<string, number>;

  /** @throws {RangeError} when the numbers of the tables make no sense */
  constructor(data: NgramData) {
    this.order = data.order;
    this.vocabulary = data.vocabulary;
    this.openings = data.openings;
    this.topics = new Map(data.topics);
    this.#numbers = new Map(data.vocabulary.map((text, number) => [text, number]));
    this.#continuations = data.tables.map((table, length) => {
      const runs = [...readRuns(table, length)];
      return new Map(runs.map(({ context, entries }) => [context.join(','), entries]));
    });
  }

  textOf(token: number): string {
    return this.vocabulary[token] ?? '';
  }

  /** The number of a token; undefined for one that the model has never read. */
  numberOf(token: string): number | undefined {
    return this.#numbers.get(token);
  }

  /** Whether anything is known of what follows exactly these tokens. */
  isKnown(context: readonly number[]): boolean {
    return this.#entriesOf(context) !== undefined;
  }

  /**
   * The tokens that may follow, with their weights: what followed the longest known context, mixed with what
   * followed the shorter ones. Never empty: where nothing is known, the text ends.
   */
  weigh(context: readonly number[]): Map<number, number> {
    const weights = new Map<number, number>();
    let rest = 1;
    for (let length = Math.min(this.order - 1, context.length); length >= 1; length -= 1) {
      const entries = this.#entriesOf(context.slice(-length));
      if (entries === undefined) continue;
      const total = entries.reduce((sum, [, count]) => sum + count, 0);
      const share = (rest * total) / (total + BACKOFF_WEIGHT * entries.length);
      for (const [token, count] of entries) {
        weights.set(token, (weights.get(token) ?? 0) + (share * count) / total);
      }
      rest -= share;
    }
    return weights.size > 0 ? weights : new Map(this.#entriesOf([]) ?? [[END_TOKEN, 1]]);
  }

  #entriesOf(context: readonly number[]): Continuations['entries'] | undefined {
    const entries = this.#continuations[context.length]?.get(context.join(','));
    return entries === undefined || entries.length === 0 ? undefined : entries;
  }
}
