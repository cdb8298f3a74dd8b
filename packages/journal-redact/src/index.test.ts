import { describe, expect, it } from 'vitest';
import * as entry from './index.js';

describe('@opta/journal-redact', () => {
  it('exports exactly these names', () => {
    expect(Object.keys(entry).sort()).toEqual([
      'JOURNAL_REDACT_ERRORS',
      'JournalRedactError',
      'createRedactor',
    ]);
  });
});
