import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { createJournalStore } from './create-journal-store.js';
import type { JournalStoreOptions } from './journal-store.js';

describe('createJournalStore', () => {
  it('touches no disk', () => {
    const directory = makeTemporaryFolder();
    createJournalStore({ sessionLogsDir: join(directory, 'a'), updateLogsDir: join(directory, 'b') });
    expect(readdirSync(directory)).toEqual([]);
  });

  it('names every option that cannot be, with its value', () => {
    const options = { sessionLogsDir: '', updateLogsDir: 7, fileMode: 0o1000, timeZone: 'Mars/Olympus' };
    expect(() => createJournalStore(options as unknown as JournalStoreOptions)).toThrow(
      expect.objectContaining({
        code: 'JOURNAL_STORE_OPTION_INVALID',
        facts: {
          problems: [
            expect.stringContaining('sessionLogsDir is ""'),
            expect.stringContaining('updateLogsDir is "7"'),
            expect.stringContaining('fileMode is "512"'),
            expect.stringContaining('timeZone is "Mars/Olympus" (no time zone)'),
          ],
        },
      }),
    );
  });
});
