import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalStore } from '@opta/journal-store';
import { readNames } from './folders/list-folder.js';
import { defaultCacheDir, indexDirectory } from './index/index-place.js';

/** What a scrub asks to remove secrets from what it keeps. */
export interface IndexScrubber {
  readonly name: string;
  /** @returns how many files were removed */
  scrub(): Promise<number>;
}

/**
 * The search index as a participant of a scrub. An index cannot forget single words for sure, so it is thrown away;
 * it is built anew from the scrubbed logs when it is next needed, also by searches that are open.
 *
 * @param options.cacheDir - as for `openSearch`
 */
export function indexScrubber(store: JournalStore, options: { cacheDir?: string } = {}): IndexScrubber {
  const directory = indexDirectory(options.cacheDir ?? defaultCacheDir(), store);
  return {
    name: 'search index',
    async scrub() {
      const names = readNames(directory);
      for (const name of names) rmSync(join(directory, name), { recursive: true, force: true });
      return names.length;
    },
  };
}
