import type { JournalStore } from '@opta/journal-store';
import { JournalSearchError } from './errors.js';
import { indexPlace } from './index/index-place.js';
import { removeOwnFiles } from './index/private-files.js';
import { type OpenSearchOptions, toEngineConfig, toSearchRequest } from './options.js';
import { parseCursor } from './pages/cursor.js';
import { parseQuery } from './query/parse-query.js';
import { checkQuery } from './statistics/check-query.js';
import type { Statistics, StatisticsQuery } from './statistics/statistics.js';
import type { SearchOptions, SearchPage, SearchStatus } from './types.js';
import type { EngineConfig } from './worker/engine-config.js';
import { IndexKeeper } from './worker/index-keeper.js';
import { SearchClient } from './worker/search-client.js';
import { WorkerClient } from './worker/worker-client.js';

/** A search over both log folders of a store. */
export class JournalSearch {
  readonly #config: EngineConfig;
  readonly #client: SearchClient;
  /** Absent where there is to be no index. */
  readonly #keeper: IndexKeeper | undefined;
  #status: SearchStatus;
  #isClosed = false;

  constructor(store: JournalStore, options: OpenSearchOptions) {
    this.#config = toEngineConfig(store, options);
    const { withoutIndex } = this.#config;
    const onError = options.onError ?? (() => undefined);
    this.#client = new SearchClient(this.#config, {
      onTrouble: onError,
      onChange: () => this.#keeper?.request(),
    });
    this.#status = { mode: 'scan', indexedLogs: 0, pendingLogs: 0, generation: 0 };
    if (withoutIndex !== undefined) {
      this.#status.reason = withoutIndex;
      return;
    }
    const onGeneration = (): void => {
      this.#status = { ...this.#status, generation: this.#status.generation + 1 };
    };
    this.#keeper = new IndexKeeper(new WorkerClient('index', this.#config), { onGeneration, onError });
    this.#keeper.request();
  }

  /**
   * One page of what matches a query: words (all must occur), `"phrases"`, beginnings (`load*`), `-` before what must
   * not occur, and filters (`device: model: user: category: type: severity: status: series: since: until:`).
   *
   * @throws {JOURNAL_SEARCH_QUERY_INVALID} when the query cannot be understood; the message names the place and the fix
   * @throws {JOURNAL_SEARCH_CURSOR_INVALID} when the cursor is not of this query
   * @throws {JOURNAL_SEARCH_OPTION_INVALID} when an option has a value that it cannot have
   * @throws {JOURNAL_SEARCH_IO} when a log folder cannot be read; a missing one is empty
   * @throws {JOURNAL_SEARCH_CLOSED} after `close`, or when it comes before the answer
   * @remarks Every hit was read on the disk for this answer. A log that was changed in place a moment ago in a folder
   *   of more than 5,000 may still be found by its old words only: `refresh` looks at every one.
   */
  async search(query: string, options: SearchOptions = {}): Promise<SearchPage> {
    this.#assertOpen();
    const request = toSearchRequest(query, options, Date.now());
    // Mistakes are told before a worker is asked.
    parseQuery(query, { now: request.now, timeZone: this.#config.folders.timeZone });
    if (request.cursor !== undefined) parseCursor(request.cursor, request);
    const { page, indexedLogs, pendingLogs } = await this.#unlessClosed(this.#client.search(request));
    this.#setStatus({ mode: page.mode, indexedLogs, pendingLogs }, page.notes[0]);
    if (pendingLogs > 0) this.#keeper?.request();
    return page;
  }

  /**
   * What models, requests, failures and uptime of the runtimes add up to.
   *
   * @throws {JOURNAL_SEARCH_QUERY_INVALID} when the query has a value or a key that it cannot have
   * @throws {JOURNAL_SEARCH_CLOSED} after `close`
   */
  async statistics(query: StatisticsQuery = {}): Promise<Statistics> {
    this.#assertOpen();
    // Mistakes are told before a worker is asked.
    return this.#unlessClosed(this.#client.statistics(checkQuery(query)));
  }

  /** What was known of the index at the last answer. */
  status(): SearchStatus {
    return { ...this.#status };
  }

  /**
   * Resolves when everything that is on the disk now is in the index; at once where there is to be none.
   *
   * @throws {JOURNAL_SEARCH_IO} when the cache folder, or a log folder, cannot be used
   * @throws {JOURNAL_SEARCH_CLOSED} after `close`
   */
  async refresh(): Promise<void> {
    this.#assertOpen();
    if (this.#keeper !== undefined) await this.#unlessClosed(this.#keeper.refresh());
  }

  /** Ends the workers. Nothing of this search is left in the cache folder but the index itself. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await Promise.all([this.#client.close(), this.#keeper?.close()]);
    const { cacheDir, folders, redaction } = this.#config;
    removeOwnFiles(indexPlace(cacheDir, folders, redaction).directory);
  }

  #setStatus(known: Omit<SearchStatus, 'generation' | 'reason'>, reason: string | undefined): void {
    const { generation } = this.#status;
    const status = { ...known, generation };
    this.#status = known.mode === 'scan' && reason !== undefined ? { ...status, reason } : status;
  }

  async #unlessClosed<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      this.#assertOpen();
      throw error;
    }
  }

  #assertOpen(): void {
    if (!this.#isClosed) return;
    throw new JournalSearchError(
      'JOURNAL_SEARCH_CLOSED',
      'Cannot search: the search was closed. Open another one.',
    );
  }
}
