import { describe, expect, it } from 'vitest';
import * as entry from './index.js';

describe('@opta/journal-search', () => {
  it('exports exactly these names', () => {
    expect(Object.keys(entry).sort()).toEqual([
      'JOURNAL_SEARCH_ERRORS',
      'JournalSearchError',
      'indexScrubber',
      'inspectIndex',
      'openSearch',
    ]);
  });
});
