import type { RedactionPolicy } from '@opta/journal-redact';
import type { JournalStore } from '@opta/journal-store';
import { JournalSearchError } from '../errors.js';
import { defaultCacheDir, indexDirectory } from '../index/index-place.js';
import { AbortableSlice } from './abortable-slice.js';
import { checkQuery } from './check-query.js';
import { readStatistics } from './read-statistics.js';
import { RuntimeCollection } from './runtimes/runtime-collection.js';
import type { Statistics, StatisticsQuery } from './statistics.js';

export interface StatisticsOptions {
  /** Folder of derived data. Default: the user's cache folder. */
  cacheDir?: string | undefined;
  /** What is a secret in logs of programs that left them in. */
  redaction?: RedactionPolicy | undefined;
  /** Now, in epoch milliseconds: up to it running ones are counted. */
  clock?: (() => number) | undefined;
  /** Told where the cache cannot be read or written; the figures are gathered without it. */
  onError?: ((error: unknown) => void) | undefined;
}

export interface StatisticsService {
  /**
   * Figures over the runtimes of a span, a device or a model.
   *
   * @throws {JOURNAL_SEARCH_QUERY_INVALID} when the query has a value or a key that it cannot have
   * @throws {JOURNAL_SEARCH_CLOSED} after `close`
   * @remarks Whether a runtime without a recorded end runs is judged by the disk alone: for 24 hours after its last
   *   record it counts as running.
   */
  read(query?: StatisticsQuery): Promise<Statistics>;
  /** Ends what is under way, which then rejects, and resolves when it has ended. */
  close(): Promise<void>;
}

/**
 * Statistics over the runtimes of a store: what models, requests, failures and uptime add up to.
 *
 * The figures of a runtime are those of its session log. They are gathered once, from its event log where there is
 * one, and kept in the cache folder until one of its files changes; the cache may be deleted at any time.
 *
 * @example
 * ```ts
 * const statistics = createStatistics(store);
 * const { total, models } = await statistics.read({ since: '2026-02-01', device: 'studio' });
 * await statistics.close();
 * ```
 */
export function createStatistics(store: JournalStore, options: StatisticsOptions = {}): StatisticsService {
  const { cacheDir = defaultCacheDir(), redaction = {}, clock = Date.now, onError = () => {} } = options;
  const closing = new AbortController();
  const runtimes = new RuntimeCollection({ store, redaction }, indexDirectory(cacheDir, store), onError);
  // One after the other, so that simultaneous ones do not gather the same figures twice.
  let last: Promise<unknown> = Promise.resolve();
  return {
    async read(query = {}) {
      const checked = checkQuery(query);
      const result = last.then(() => {
        closing.signal.throwIfAborted();
        return readStatistics(runtimes, checked, { now: clock(), slice: new AbortableSlice(closing.signal) });
      });
      last = result.catch(() => {});
      return result;
    },
    async close() {
      closing.abort(
        new JournalSearchError('JOURNAL_SEARCH_CLOSED', 'Cannot gather statistics: they were closed.'),
      );
      await last;
    },
  };
}
