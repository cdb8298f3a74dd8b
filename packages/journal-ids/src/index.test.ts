import { describe, expect, it } from 'vitest';
import * as entry from './index.js';

describe('@opta/journal-ids', () => {
  it('exports exactly these names', () => {
    expect(Object.keys(entry).sort()).toEqual([
      'DEFAULT_SERIES',
      'JournalIdsError',
      'createFileAllocator',
      'defineSeries',
      'formatId',
      'originalOfCopy',
      'parseNumberedName',
      'rebuildLastNumbers',
      'timeOfUid',
    ]);
  });
});
