import type { RedactionPolicy } from '@opta/journal-redact';
import type { LogFolders } from '../folders/stored-log.js';
import type { SeriesRanges } from '../types.js';

/** What a search or an index is made of; plain data, so that a worker can be given it. */
export interface EngineConfig {
  folders: LogFolders;
  cacheDir: string;
  redaction: RedactionPolicy;
  series: SeriesRanges;
  /** Why there is to be no index; absent where there is one. */
  withoutIndex?: string;
}
