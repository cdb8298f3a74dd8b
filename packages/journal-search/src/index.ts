export { JOURNAL_SEARCH_ERRORS, JournalSearchError, type JournalSearchErrorCode } from './errors.js';
export { type IndexState, inspectIndex } from './index/inspect-index.js';
export { type IndexScrubber, indexScrubber } from './index-scrubber.js';
export type { JournalSearch } from './journal-search.js';
export { openSearch } from './open-search.js';
export type { OpenSearchOptions } from './options.js';
export type {
  FailureStatistics,
  GroupStatistics,
  LatencyStatistics,
  ModelStatistics,
  Statistics,
  StatisticsQuery,
  Tokens,
} from './statistics/statistics.js';
export type { LogKind, SearchHit, SearchOptions, SearchPage, SearchStatus, SeriesRanges } from './types.js';
