import { createJournalStore } from '@opta/journal-store';
import type { SearchRequest } from '../pages/search-request.js';
import { createStatistics, type StatisticsService } from '../statistics/create-statistics.js';
import type { Statistics, StatisticsQuery } from '../statistics/statistics.js';
import type { EngineConfig } from './engine-config.js';
import { type EngineAnswer, SearchEngine } from './search-engine.js';

export interface SearchReaderEvents {
  /** The system reports a change in the log folders. */
  onChange(): void;
  /** Something is done without what it would have been faster with. */
  onTrouble(error: unknown): void;
}

/** Everything that reads logs for an answer, in a worker or, where there can be none, in the host's thread. */
export class SearchReader {
  readonly #engine: SearchEngine;
  readonly #statistics: StatisticsService;

  constructor(config: EngineConfig, { onChange, onTrouble }: SearchReaderEvents) {
    const { folders, cacheDir, redaction } = config;
    this.#engine = new SearchEngine(config, onChange);
    this.#statistics = createStatistics(createJournalStore(folders), {
      cacheDir,
      redaction,
      onError: onTrouble,
    });
  }

  search(request: SearchRequest): Promise<EngineAnswer> {
    return this.#engine.search(request);
  }

  statistics(query: StatisticsQuery): Promise<Statistics> {
    return this.#statistics.read(query);
  }

  async close(): Promise<void> {
    this.#engine.close();
    await this.#statistics.close();
  }
}
