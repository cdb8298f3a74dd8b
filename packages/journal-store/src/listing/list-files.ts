import { join } from 'node:path';
import type { FileSystem } from '@opta/journal-fs';
import { ARCHIVE_DIRECTORY } from '../constants.js';
import { listArchive } from './list-archive.js';
import { listNames } from './list-names.js';
import type { StoredFile } from './stored-file.js';

/**
 * Every file of a log folder and of its archive; none where the folder is missing. A name stands in it once: while
 * a log is being archived both files are there, and the live one counts.
 */
export async function listFiles(fileSystem: FileSystem, directory: string): Promise<StoredFile[]> {
  const names = await listNames(fileSystem, directory);
  const files: StoredFile[] = names.map((fileName) => ({
    fileName,
    path: join(directory, fileName),
    isCompressed: false,
  }));
  if (!names.includes(ARCHIVE_DIRECTORY)) return files;
  const seen = new Set(names);
  for (const file of await listArchive(fileSystem, directory)) {
    if (seen.has(file.fileName)) continue;
    seen.add(file.fileName);
    files.push(file);
  }
  return files;
}
