import type { JournalStore } from '@opta/journal-store';
import { JournalSearch } from './journal-search.js';
import type { OpenSearchOptions } from './options.js';

/**
 * Opens a search over both log folders of a store. It returns at once; the index is opened, or built, in the
 * background, and until then every log is read.
 *
 * @param store - only its folders are used
 * @throws {JOURNAL_SEARCH_OPTION_INVALID} when an option has a value that it cannot have
 * @throws {JOURNAL_REDACT_POLICY_INVALID} when the redaction policy has mistakes
 * @remarks What a search finds, it has read on the disk for that answer; the index only says where to look.
 * @example
 * ```ts
 * const search = openSearch(store);
 * const { hits, next } = await search.search('"out of memory" type:model_* since:7d');
 * await search.close();
 * ```
 */
export function openSearch(store: JournalStore, options: OpenSearchOptions = {}): JournalSearch {
  return new JournalSearch(store, options);
}
