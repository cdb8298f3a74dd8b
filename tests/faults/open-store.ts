import { join } from 'node:path';
import { createJournalStore, type JournalStore, type JournalStoreOptions } from '@opta/journal-store';

/** A store of the folders `sessions` and `updates` in a folder; its zone is UTC unless another one is given. */
export function openStore(folder: string, options: Partial<JournalStoreOptions> = {}): JournalStore {
  return createJournalStore({
    sessionLogsDir: join(folder, 'sessions'),
    updateLogsDir: join(folder, 'updates'),
    timeZone: 'UTC',
    ...options,
  });
}
