import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';

/** The real disk without its slowest call. No test can tell whether bytes would survive a power cut. */
export const unsyncedFileSystem: FileSystem = {
  sync: { ...nodeFileSystem.sync, fsync: () => {}, fdatasync: () => {} },
  async: { ...nodeFileSystem.async, fsync: async () => {}, fdatasync: async () => {} },
};
