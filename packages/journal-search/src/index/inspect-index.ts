import { type Stats, statSync } from 'node:fs';
import type { JournalStore } from '@opta/journal-store';
import { JournalSearchError, quote } from '../errors.js';
import { type OpenSearchOptions, toEngineConfig } from '../options.js';
import { indexPlace } from './index-place.js';

/** The index file of a store, as it lies in the cache folder. */
export interface IndexState {
  path: string;
  /** Absent where there is none yet. */
  file?: {
    /** Bytes. */
    size: number;
    /** Epoch milliseconds of the last change. */
    modifiedAt: number;
  };
}

/**
 * Where the index of a store is, and whether it is there. It is not opened, and none is built.
 *
 * @param options - as for `openSearch`: each zone and policy has an index of its own
 * @throws {JOURNAL_SEARCH_OPTION_INVALID} when an option has a value that it cannot have
 * @throws {JOURNAL_SEARCH_IO} when the cache folder cannot be looked at
 * @example
 * ```ts
 * const { path, file } = inspectIndex(store);
 * console.log(file === undefined ? 'the next search builds it' : `${path}: ${file.size} bytes`);
 * ```
 */
export function inspectIndex(
  store: JournalStore,
  options: Omit<OpenSearchOptions, 'index' | 'onError'> = {},
): IndexState {
  const { cacheDir, folders, redaction } = toEngineConfig(store, options);
  const { path } = indexPlace(cacheDir, folders, redaction);
  const file = statFile(path);
  return file === undefined ? { path } : { path, file: { size: file.size, modifiedAt: file.mtimeMs } };
}

function statFile(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    throw new JournalSearchError(
      'JOURNAL_SEARCH_IO',
      `Cannot look at the index ${quote(path)}: ${(cause as Error).message}`,
      { path },
      { cause },
    );
  }
}
