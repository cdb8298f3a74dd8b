import { join } from 'node:path';
import {
  call,
  ensureDirectory,
  ensureStateDirectory,
  errnoOf,
  type FileProgram,
  isThere,
  STATE_DIRECTORY,
  syncDirectory,
} from '@opta/journal-fs';
import { PENDING_DIRECTORY, REPLACED_DIRECTORY } from '../constants.js';
import { JournalDoctorError, quote } from '../errors.js';

/** `replaced`: for good. `pending`: until its new version has been read back. */
export type Shelf = 'replaced' | 'pending';

/**
 * Program: moves a file of a log folder out of the listing, over nothing.
 *
 * @returns where it is; undefined if it was not there any more
 */
export function* moveToShelf(
  directory: string,
  fileName: string,
  shelf: Shelf,
): FileProgram<string | undefined> {
  const target = yield* ensureShelf(directory, shelf);
  const path = join(target, yield* freeName(target, fileName));
  try {
    // Of two repairs that move the same file, one gets it.
    yield* call.rename(join(directory, fileName), path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  yield* syncDirectory(target);
  yield* syncDirectory(directory);
  return path;
}

/** The folder of a shelf in a log folder. */
export function shelfPath(directory: string, shelf: Shelf): string {
  const replaced = join(directory, STATE_DIRECTORY, REPLACED_DIRECTORY);
  return shelf === 'replaced' ? replaced : join(replaced, PENDING_DIRECTORY);
}

/** Program: makes sure that the folder of a shelf exists and that no link stands for it. */
export function* ensureShelf(directory: string, shelf: Shelf): FileProgram<string> {
  yield* ensureStateDirectory(directory);
  yield* ensureOwn(shelfPath(directory, 'replaced'));
  if (shelf === 'pending') yield* ensureOwn(shelfPath(directory, 'pending'));
  return shelfPath(directory, shelf);
}

function* ensureOwn(path: string): FileProgram<void> {
  yield* ensureDirectory(path);
  const { kind } = yield* call.lstat(path);
  if (kind === 'directory') return;
  throw new JournalDoctorError(
    'JOURNAL_DOCTOR_IO',
    `Cannot use ${quote(path)} as a folder of the journal: it is a ${kind}. Remove it.`,
    { path, kind },
  );
}

/** Program: the name itself, or with a number behind it where it is taken. */
export function* freeName(directory: string, fileName: string): FileProgram<string> {
  for (let copy = 1; ; copy += 1) {
    const name = copy === 1 ? fileName : `${fileName}.${copy}`;
    if (!(yield* isThere(join(directory, name)))) return name;
  }
}

/** Program: removes a file that another repair may have removed at the same time. */
export function* removeIfThere(path: string): FileProgram<void> {
  try {
    yield* call.unlink(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}
