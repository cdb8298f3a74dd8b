import { MAX_LOG_BYTES } from '../constants.js';
import type { StoredLog } from '../folders/stored-log.js';

/** What the index does not know of the logs on disk. */
export interface IndexGap {
  logs: ReadonlyMap<string, StoredLog>;
  /** Logs that are new, or have changed, since it was built; without an index, all. */
  unindexed: readonly StoredLog[];
  /** Logs of which only the beginning is searched. */
  oversized: number;
}

/** Compares logs with an index, anew only when one of them has changed. */
export class IndexGapFinder {
  #stamps: ReadonlyMap<string, string> | undefined;
  #gap: IndexGap | undefined;

  /** @param stamps - of the logs in the index, by name; undefined where there is none */
  find(logs: ReadonlyMap<string, StoredLog>, stamps: ReadonlyMap<string, string> | undefined): IndexGap {
    if (this.#gap?.logs === logs && this.#stamps === stamps) return this.#gap;
    const all = [...logs.values()];
    const unindexed = all.filter(({ fileName, stamp }) => stamps?.get(fileName) !== stamp);
    const oversized = all.filter(({ size }) => size > MAX_LOG_BYTES).length;
    this.#stamps = stamps;
    this.#gap = { logs, unindexed, oversized };
    return this.#gap;
  }
}
