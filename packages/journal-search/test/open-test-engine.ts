import { onTestFinished } from 'vitest';
import type { LogKind, SearchHit, SearchPage } from '../src/index.js';
import { SearchEngine } from '../src/worker/search-engine.js';
import type { TestFolders } from './open-test-search.js';

export interface TestEngine {
  search(text: string, options?: { limit?: number; cursor?: string; kinds?: LogKind[] }): Promise<SearchPage>;
  /** All pages. */
  all(text: string, limit?: number): Promise<SearchHit[]>;
}

/** Searches in this thread and without an index. */
export function openTestEngine(folders: TestFolders): TestEngine {
  const { cacheDir } = folders;
  const engine = new SearchEngine({
    folders: { ...folders, timeZone: 'UTC' },
    cacheDir,
    redaction: {},
    series: { standard: { ranges: [[1, 199]] } },
    withoutIndex: 'The index is switched off',
  });
  onTestFinished(() => engine.close());
  const search: TestEngine['search'] = async (text, options = {}) => {
    const { limit = 100, cursor, kinds = ['session', 'update', 'event'] } = options;
    const request = { text, limit, order: 'time' as const, kinds, now: Date.now() };
    return (await engine.search(cursor === undefined ? request : { ...request, cursor })).page;
  };
  return {
    search,
    async all(text, limit = 7) {
      const hits: SearchHit[] = [];
      let cursor: string | undefined;
      do {
        const page = await search(text, cursor === undefined ? { limit } : { limit, cursor });
        hits.push(...page.hits);
        cursor = page.next;
      } while (cursor !== undefined);
      return hits;
    },
  };
}
