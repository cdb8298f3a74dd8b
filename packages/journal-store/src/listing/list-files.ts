import { join } from 'node:path';
import { errnoOf, type FileSystem } from '@opta/journal-fs';
import { ARCHIVE_DIRECTORY } from '../constants.js';
import { toJournalStoreError } from '../errors.js';
import { listArchive } from './list-archive.js';
import { listNames } from './list-names.js';
import type { StoredFile } from './stored-file.js';

/** What a log folder and its archive hold, by name. */
export interface FolderNames {
  /** Every name once. */
  names: string[];
  /** Where the file of one of these names is. */
  fileOf(fileName: string): StoredFile;
}

/**
 * Every file of a log folder and of its archive; none where the folder is missing. A name stands in it once: while
 * a log is being archived both files are there, and the live one counts. A log that is archived or restored
 * meanwhile is never left out.
 */
export async function listFiles(fileSystem: FileSystem, directory: string): Promise<StoredFile[]> {
  const { names, fileOf } = await listFolder(fileSystem, directory);
  return names.map(fileOf);
}

/**
 * The same without an object for every file, for who needs a few of many.
 *
 * @param onFolder - told of the folder and of every one in its archive, before their names are read
 */
export async function listFolder(
  fileSystem: FileSystem,
  directory: string,
  onFolder?: (path: string) => void,
): Promise<FolderNames> {
  onFolder?.(directory);
  const changedNs = await changeOf(fileSystem, directory);
  const names = await listNames(fileSystem, directory);
  // Joining every name would take longer than reading the folder.
  const folder = join(directory, '/');
  const toLive = (fileName: string) => ({ fileName, path: folder + fileName, isCompressed: false });
  if (!names.includes(ARCHIVE_DIRECTORY)) return { names, fileOf: toLive };
  const archive = await listArchive(fileSystem, directory, onFolder);
  const seen = new Set(names);
  // What was restored before its month was listed came into the folder after that was listed.
  if ((await changeOf(fileSystem, directory)) !== changedNs) {
    for (const name of await listNames(fileSystem, directory)) seen.add(name);
  }
  const archived = new Map<string, StoredFile>();
  for (const file of archive) {
    if (!seen.has(file.fileName) && !archived.has(file.fileName)) archived.set(file.fileName, file);
  }
  return {
    names: [...seen, ...archived.keys()],
    fileOf: (fileName) => archived.get(fileName) ?? toLive(fileName),
  };
}

/** When names in a folder changed last; undefined where there is none. */
async function changeOf(fileSystem: FileSystem, directory: string): Promise<bigint | undefined> {
  try {
    return (await fileSystem.async.stat(directory)).mtimeNs;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw toJournalStoreError(error, 'list the folder', directory);
  }
}
