import { errnoOf, type FileStat, type FileSystem } from '@opta/journal-fs';
import { toJournalDoctorError } from '../errors.js';

/** What bears a name, without following a link; undefined if nothing does. */
export async function readKind(fileSystem: FileSystem, path: string): Promise<FileStat['kind'] | undefined> {
  try {
    return (await fileSystem.async.lstat(path)).kind;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw toJournalDoctorError(error, 'look at', path);
  }
}
