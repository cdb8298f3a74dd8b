import { WORKER_ATTEMPTS } from '../constants.js';
import type { SearchRequest } from '../pages/search-request.js';
import type { EngineConfig } from './engine-config.js';
import type { EngineAnswer, SearchEngine } from './search-engine.js';
import { toSearchError } from './send-error.js';
import { WorkerClient, WorkerGone } from './worker-client.js';

export interface SearchClientEvents {
  /** The system reports a change in the log folders. */
  onChange(): void;
  onError(error: unknown): void;
}

/** Searches in a worker; where none can be started, in this thread and without an index. */
export class SearchClient {
  readonly #config: EngineConfig;
  readonly #worker: WorkerClient;
  readonly #events: SearchClientEvents;
  #engine: SearchEngine | undefined;
  #isClosed = false;

  constructor(config: EngineConfig, events: SearchClientEvents) {
    this.#config = config;
    this.#events = events;
    this.#worker = new WorkerClient('search', config, events.onChange);
  }

  async search(request: SearchRequest): Promise<EngineAnswer> {
    while (this.#engine === undefined) {
      try {
        return await this.#worker.call<EngineAnswer>('search', request, true);
      } catch (error) {
        if (this.#isClosed || !(error instanceof WorkerGone)) throw error;
        await this.#noteFailure(error);
      }
    }
    return this.#engine.search(request).catch((error: unknown) => {
      throw toSearchError(error);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#engine?.close();
    await this.#worker.close();
  }

  async #noteFailure(error: WorkerGone): Promise<void> {
    this.#events.onError(error);
    if (this.#worker.failedStarts < WORKER_ATTEMPTS) return;
    const { message } = error.cause as Error;
    // Most hosts never need it, nor the 20 MiB that SQLite takes.
    const { SearchEngine } = await import('./search-engine.js');
    this.#engine ??= new SearchEngine({
      ...this.#config,
      withoutIndex: `No worker can be started (${message})`,
    });
  }
}
