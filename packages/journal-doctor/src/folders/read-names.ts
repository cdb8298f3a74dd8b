import { errnoOf, type FileSystem } from '@opta/journal-fs';
import { toJournalDoctorError } from '../errors.js';

/** Every name in a folder, sorted; none where it is missing. */
export async function readNames(fileSystem: FileSystem, directory: string): Promise<string[]> {
  try {
    return (await fileSystem.async.readdir(directory)).sort();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw toJournalDoctorError(error, 'list the folder', directory);
  }
}
