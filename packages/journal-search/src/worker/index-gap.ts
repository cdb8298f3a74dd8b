import { MAX_LOG_BYTES } from '../constants.js';
import { digestLogs } from '../folders/digest-logs.js';
import type { StoredLog } from '../folders/stored-log.js';
import type { IndexReader } from '../index/index-reader.js';

/** What the index does not know of the logs on disk. */
export interface IndexGap {
  logs: ReadonlyMap<string, StoredLog>;
  /** Logs that are new, or have changed, since it was built; without an index, all. */
  unindexed: readonly StoredLog[];
  /** Logs of which only the beginning is searched. */
  oversized: number;
}

/** The logs that an index has. */
export type IndexedLogs = Pick<IndexReader, 'digest' | 'stamps'>;

/** Compares logs with an index, anew only when one of them has changed. */
export class IndexGapFinder {
  #index: IndexedLogs | undefined;
  #gap: IndexGap | undefined;

  /** @param index - undefined where there is none */
  find(logs: ReadonlyMap<string, StoredLog>, index: IndexedLogs | undefined): IndexGap {
    if (this.#gap?.logs === logs && this.#index === index) return this.#gap;
    const all = [...logs.values()];
    const unindexed = index === undefined ? all : unindexedOf(all, index);
    const oversized = all.filter(({ size }) => size > MAX_LOG_BYTES).length;
    this.#index = index;
    this.#gap = { logs, unindexed, oversized };
    return this.#gap;
  }
}

function unindexedOf(logs: readonly StoredLog[], index: IndexedLogs): readonly StoredLog[] {
  // The stamps of 100,000 logs take half a second to read.
  if (digestLogs(logs) === index.digest) return [];
  const { stamps } = index;
  return logs.filter(({ fileName, stamp }) => stamps.get(fileName) !== stamp);
}
