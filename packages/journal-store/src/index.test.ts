import { describe, expect, it } from 'vitest';
import * as entry from './index.js';

describe('@opta/journal-store', () => {
  it('exports exactly these names', () => {
    expect(Object.keys(entry).sort()).toEqual([
      'JournalStoreError',
      'checkEnding',
      'checkOf',
      'createJournalStore',
      'createTypePattern',
      'findLineCheck',
      'toJsonText',
    ]);
  });
});
