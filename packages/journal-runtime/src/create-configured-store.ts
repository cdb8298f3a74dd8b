import type { FileSystem } from '@opta/journal-fs';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import type { JournalingConfig } from './config/journaling-config.js';

/** The store of the folders that a configuration names. */
export function createConfiguredStore(
  config: JournalingConfig,
  fileSystem: FileSystem | undefined,
): JournalStore {
  return createJournalStore({
    sessionLogsDir: config.sessionLogsDir,
    updateLogsDir: config.updateLogsDir,
    timeZone: config.timezone,
    ...(fileSystem === undefined ? {} : { fileSystem }),
    ...(config.fileMode === undefined ? {} : { fileMode: config.fileMode }),
  });
}
