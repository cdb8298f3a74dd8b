import { describePolicy } from '../../describe-policy.js';
import { JournalSearchError } from '../../errors.js';
import type { TimeSlice } from '../../time-slice.js';
import { StatisticsCache } from '../cache/statistics-cache.js';
import { type FactsSource, readFacts } from '../facts/read-facts.js';
import type { RuntimeFacts } from '../facts/runtime-facts.js';
import { buildRuntimes } from './build-runtimes.js';
import { listLogs } from './list-logs.js';
import type { ListedRuntime } from './listed-runtime.js';
import { pairLogs } from './pair-logs.js';

/** The runtimes of a store with their facts, which are kept as long as their files do not change. */
export class RuntimeCollection {
  readonly #source: FactsSource;
  readonly #cache: StatisticsCache;
  readonly #onError: (error: unknown) => void;
  #isLoaded = false;
  #pairsKey = '';

  /**
   * @param cacheFolder - where facts are kept beyond this process
   * @param onError - told where that is not possible
   */
  constructor(source: FactsSource, cacheFolder: string, onError: (error: unknown) => void) {
    this.#source = source;
    this.#cache = new StatisticsCache(cacheFolder, describePolicy(source.redaction));
    this.#onError = onError;
  }

  /** What the folder has now; facts of what it has no more are forgotten. */
  async list(slice: TimeSlice): Promise<ListedRuntime[]> {
    await this.#load(slice);
    const { store } = this.#source;
    const listed = await listLogs(store);
    const { key, pairs } = await pairLogs(store, listed, { cache: this.#cache, slice });
    this.#pairsKey = key;
    const runtimes = await buildRuntimes(listed, pairs, slice);
    this.#cache.keepOnly(new Set([key, ...runtimes.map((runtime) => runtime.key)]));
    return runtimes;
  }

  /** @throws what stands in the way of reading its files */
  async factsOf(runtime: ListedRuntime, slice: TimeSlice): Promise<RuntimeFacts> {
    const known = this.#cache.get(runtime.key);
    if (known !== undefined) return known as RuntimeFacts;
    const facts = await readFacts(this.#source, runtime, slice);
    this.#cache.set(runtime.key, facts);
    return facts;
  }

  /** Keeps the facts of these runtimes, as far as they are known, for other processes. */
  async save(runtimes: readonly ListedRuntime[], slice: TimeSlice): Promise<void> {
    try {
      await this.#cache.save([this.#pairsKey, ...runtimes.map(({ key }) => key)], slice);
    } catch (error) {
      this.#report(error);
    }
  }

  async #load(slice: TimeSlice): Promise<void> {
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    try {
      await this.#cache.load(slice);
    } catch (error) {
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    // Closed meanwhile.
    if (error instanceof JournalSearchError) throw error;
    this.#onError(error);
  }
}
