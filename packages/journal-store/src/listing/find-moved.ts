import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import type { FileSystem } from '@opta/journal-fs';
import { COMPRESSED_ENDING } from '../constants.js';
import { findArchiveMonth } from './list-archive.js';
import type { StoredFile } from './stored-file.js';

/**
 * Where a log should be that is not where it was listed: one that was archived since in the archive, one that was
 * restored in its folder.
 *
 * @returns undefined where there is no such place; whether the log is in it is not looked at
 */
export async function findMoved(
  { fileSystem, directory }: { fileSystem: FileSystem; directory: string },
  { fileName, archived }: StoredFile,
): Promise<StoredFile | undefined> {
  if (archived !== undefined) return { fileName, path: join(directory, fileName), isCompressed: false };
  const name = parseLogFileName(fileName);
  if (name === undefined) return undefined;
  const month = name.date.slice(0, 7);
  const folder = await findArchiveMonth(fileSystem, directory, month);
  if (folder === undefined) return undefined;
  const isCompressed = name.kind === 'events';
  const path = join(folder, isCompressed ? `${fileName}${COMPRESSED_ENDING}` : fileName);
  return { fileName, path, archived: month, isCompressed };
}
