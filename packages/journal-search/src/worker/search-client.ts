import { WORKER_ATTEMPTS } from '../constants.js';
import type { SearchRequest } from '../pages/search-request.js';
import type { Statistics, StatisticsQuery } from '../statistics/statistics.js';
import type { EngineConfig } from './engine-config.js';
import type { EngineAnswer } from './search-engine.js';
import type { SearchReader, SearchReaderEvents } from './search-reader.js';
import { toSearchError } from './send-error.js';
import { WorkerClient, WorkerGone } from './worker-client.js';

/** Reads logs in a worker; where none can be started, in this thread and without an index. */
export class SearchClient {
  readonly #config: EngineConfig;
  readonly #worker: WorkerClient;
  readonly #events: SearchReaderEvents;
  #reader: SearchReader | undefined;
  #isClosed = false;

  constructor(config: EngineConfig, events: SearchReaderEvents) {
    this.#config = config;
    this.#events = events;
    this.#worker = new WorkerClient('search', config, events);
  }

  search(request: SearchRequest): Promise<EngineAnswer> {
    return this.#read('search', request, (reader) => reader.search(request));
  }

  statistics(query: StatisticsQuery): Promise<Statistics> {
    return this.#read('statistics', query, (reader) => reader.statistics(query));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#reader?.close(), this.#worker.close()]);
  }

  async #read<Answer>(
    method: string,
    argument: unknown,
    readHere: (reader: SearchReader) => Promise<Answer>,
  ): Promise<Answer> {
    while (this.#reader === undefined) {
      try {
        return await this.#worker.call<Answer>(method, argument, true);
      } catch (error) {
        if (this.#isClosed || !(error instanceof WorkerGone)) throw error;
        await this.#noteFailure(error);
      }
    }
    return readHere(this.#reader).catch((error: unknown) => {
      throw toSearchError(error);
    });
  }

  async #noteFailure(error: WorkerGone): Promise<void> {
    this.#events.onTrouble(error);
    if (this.#worker.failedStarts < WORKER_ATTEMPTS) return;
    const { message } = error.cause as Error;
    // Most hosts never need it, nor the 20 MiB that SQLite takes.
    const { SearchReader } = await import('./search-reader.js');
    if (this.#isClosed) return;
    const withoutIndex = `No worker can be started (${message})`;
    this.#reader ??= new SearchReader({ ...this.#config, withoutIndex }, this.#events);
  }
}
