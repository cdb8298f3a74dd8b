import { errnoOf, type FileSystem } from '@opta/journal-fs';
import { toJournalStoreError } from '../errors.js';

/** Every name in a log folder; none where the folder is missing. */
export async function listNames(fileSystem: FileSystem, directory: string): Promise<string[]> {
  try {
    return await fileSystem.async.readdir(directory);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw toJournalStoreError(error, 'list the folder', directory);
  }
}
