import { describe, expect, it } from 'vitest';
import * as entry from './index.js';

describe('@opta/journal-store', () => {
  it('exports exactly these names', () => {
    expect(Object.keys(entry).sort()).toEqual([
      'ARCHIVE_DIRECTORY',
      'COMPRESSED_ENDING',
      'JournalStoreError',
      'LocalClock',
      'RecordSequence',
      'checkEnding',
      'checkOf',
      'createJournalStore',
      'createTypePattern',
      'findEventInLine',
      'findLineCheck',
      'parseEventLine',
      'toJsonText',
    ]);
  });
});
