import { join } from 'node:path';
import { call, ensureDirectory, type FileProgram } from '@opta/journal-fs';
import { ARCHIVE_DIRECTORY } from '../constants.js';
import { JournalStoreError, quote } from '../errors.js';

/** The folder of a month in the archive of a log folder. */
export function archiveMonth(directory: string, month: string): string {
  return join(directory, ARCHIVE_DIRECTORY, month);
}

/** Program: makes sure that it is there, and is a folder of its own. */
export function* ensureArchiveMonth(directory: string, month: string): FileProgram<void> {
  const { mode } = yield* call.stat(directory);
  yield* ensureFolder(join(directory, ARCHIVE_DIRECTORY), mode);
  yield* ensureFolder(archiveMonth(directory, month), mode);
}

function* ensureFolder(path: string, mode: number): FileProgram<void> {
  yield* ensureDirectory(path, { mode });
  if ((yield* call.lstat(path)).kind === 'directory') return;
  throw new JournalStoreError(
    'JOURNAL_STORE_NOT_A_FILE',
    `Cannot archive into ${quote(path)}: a link stands in its place. Remove it; the journal did not make it.`,
    { path },
  );
}
