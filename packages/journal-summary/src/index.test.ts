import { describe, expect, it } from 'vitest';
import * as entry from './index.js';

describe('@opta/journal-summary', () => {
  it('exports exactly these names', () => {
    expect(Object.keys(entry).sort()).toEqual(['JournalSummaryError', 'createSummary', 'mergeLatencies']);
  });
});
