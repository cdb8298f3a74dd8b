import { join } from 'node:path';
import { errnoOf, type FileSystem } from '@opta/journal-fs';
import { ARCHIVE_DIRECTORY, COMPRESSED_ENDING } from '../constants.js';
import { toJournalStoreError } from '../errors.js';
import { listNames } from './list-names.js';
import type { StoredFile } from './stored-file.js';

/** Event logs are compressed there. */
const LOG = /^[^.].*\.(?:md|jsonl|jsonl\.gz)$/s;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/**
 * The logs in the archive of a log folder, the newest month first.
 *
 * @param onFolder - told of every folder before its names are read
 */
export async function listArchive(
  fileSystem: FileSystem,
  directory: string,
  onFolder?: (path: string) => void,
): Promise<StoredFile[]> {
  const root = join(directory, ARCHIVE_DIRECTORY);
  if (!(await isDirectory(fileSystem, root))) return [];
  onFolder?.(root);
  const months = (await listNames(fileSystem, root)).filter((name) => MONTH.test(name));
  const files: StoredFile[] = [];
  for (const archived of months.sort().reverse()) {
    const month = await findArchiveMonth(fileSystem, directory, archived);
    if (month === undefined) continue;
    onFolder?.(month);
    for (const name of await listNames(fileSystem, month)) {
      const fileName = ownNameOf(name);
      if (fileName === undefined) continue;
      files.push({ fileName, path: join(month, name), archived, isCompressed: fileName !== name });
    }
  }
  return files;
}

/** The folder of a month, `YYYY-MM`; undefined where there is none, or a link has its place or that of the archive. */
export async function findArchiveMonth(
  fileSystem: FileSystem,
  directory: string,
  month: string,
): Promise<string | undefined> {
  if (!MONTH.test(month)) return undefined;
  const root = join(directory, ARCHIVE_DIRECTORY);
  const path = join(root, month);
  const isThere = (await isDirectory(fileSystem, root)) && (await isDirectory(fileSystem, path));
  return isThere ? path : undefined;
}

/** The name that a file of the archive had as a live log; undefined for what is none. */
function ownNameOf(name: string): string | undefined {
  if (!LOG.test(name)) return undefined;
  return name.endsWith(COMPRESSED_ENDING) ? name.slice(0, -COMPRESSED_ENDING.length) : name;
}

/** A link to a folder is none: nothing is read through it. */
async function isDirectory(fileSystem: FileSystem, path: string): Promise<boolean> {
  try {
    return (await fileSystem.async.lstat(path)).kind === 'directory';
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw toJournalStoreError(error, 'look at', path);
  }
}
