import { join } from 'node:path';
import { errnoOf, type FileSystem } from '@opta/journal-fs';
import { ARCHIVE_DIRECTORY, NAMES_AT_ONCE } from '../constants.js';
import { toJournalStoreError } from '../errors.js';
import { listArchive } from './list-archive.js';
import { listNames, type OnNames, readNames } from './list-names.js';
import type { StoredFile } from './stored-file.js';
import { TimeSlice } from './time-slice.js';

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

export interface ListFolderOptions {
  /** Told of the folder and of every one in its archive, before their names are read. */
  onFolder?: ((path: string) => void) | undefined;
  /** Told of every name once. The names are in no order then. */
  onNames?: OnNames | undefined;
}

/** The same without an object for every file, for who needs a few of many. */
export async function listFolder(
  fileSystem: FileSystem,
  directory: string,
  { onFolder, onNames }: ListFolderOptions = {},
): Promise<FolderNames> {
  onFolder?.(directory);
  const changedNs = await changeOf(fileSystem, directory);
  const names = await (onNames === undefined
    ? listNames(fileSystem, directory)
    : readNames(fileSystem, directory, onNames));
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
  const all = [...seen, ...archived.keys()];
  if (onNames !== undefined) await tellOf(all, names.length, onNames);
  return { names: all, fileOf: (fileName) => archived.get(fileName) ?? toLive(fileName) };
}

/** Tells of the names from one on. */
async function tellOf(names: readonly string[], from: number, onNames: OnNames): Promise<void> {
  const slice = new TimeSlice();
  for (let begin = from; begin < names.length; begin += NAMES_AT_ONCE) {
    if (slice.isOver) await slice.rest();
    onNames(names.slice(begin, begin + NAMES_AT_ONCE));
  }
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
