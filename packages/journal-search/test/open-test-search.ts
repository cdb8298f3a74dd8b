import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { onTestFinished } from 'vitest';
import { type JournalSearch, type OpenSearchOptions, openSearch } from '../src/index.js';

export interface TestFolders {
  sessionLogsDir: string;
  updateLogsDir: string;
  cacheDir: string;
}

export function makeFolders(): TestFolders {
  const folder = makeTemporaryFolder();
  const folders = {
    sessionLogsDir: join(folder, 'sessions'),
    updateLogsDir: join(folder, 'updates'),
    cacheDir: join(folder, 'cache'),
  };
  mkdirSync(folders.sessionLogsDir);
  mkdirSync(folders.updateLogsDir);
  return folders;
}

export function storeOf({ sessionLogsDir, updateLogsDir }: TestFolders): JournalStore {
  return createJournalStore({ sessionLogsDir, updateLogsDir, timeZone: 'UTC' });
}

/** A search that is closed when the test has ended. Its errors fail the test. */
export function openTestSearch(folders: TestFolders, options: OpenSearchOptions = {}): JournalSearch {
  const errors: unknown[] = [];
  const search = openSearch(storeOf(folders), {
    cacheDir: folders.cacheDir,
    timeZone: 'UTC',
    onError: (error) => errors.push(error),
    ...options,
  });
  onTestFinished(async () => {
    await search.close();
    if (errors.length > 0) throw errors[0];
  });
  return search;
}
