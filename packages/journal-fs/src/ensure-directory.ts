import { createHash } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { attemptCleanUp } from './attempt-clean-up.js';
import { call } from './call.js';
import { CHMOD_UNSUPPORTED } from './constants.js';
import { errnoOf } from './errno-of.js';
import { JournalFsError, quote, toJournalFsError } from './errors.js';
import { fileModesFor, isForOthers } from './file-modes-for.js';
import { syncDirectory } from './sync-directory.js';
import type { FileProgram } from './types.js';

export interface EnsureDirectoryOptions {
  /** Mode of the folders that are created; else `fileModesFor` the nearest existing parent decides. */
  mode?: number;
}

const SET_GROUP_ID = 0o2000;
/** What making a folder, or renaming one, answers where something has the name, or another has done it. */
const MAYBE_DONE: readonly string[] = ['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'ENOENT'];

/**
 * Program: makes sure that a folder exists, with its parents.
 *
 * @param path - The folder. An existing one, or a symbolic link to one, is left exactly as it is.
 * @param options - The mode of what is created.
 * @returns Whether the folder was created. What was created has its exact mode whatever the umask, and its
 *   name is synced.
 * @throws {JOURNAL_FS_NOT_A_DIRECTORY} when the path or a parent is something else.
 * @throws {JOURNAL_FS_IO} when the system refuses.
 */
export function* ensureDirectory(
  path: string,
  options: EnsureDirectoryOptions = {},
): FileProgram<{ created: boolean }> {
  try {
    return { created: yield* createMissing(resolve(path), options.mode) };
  } catch (error) {
    throw toJournalFsError(error, 'create the folder', path);
  }
}

function* createMissing(path: string, mode: number | undefined): FileProgram<boolean> {
  const missing: string[] = [];
  let current = path;
  while (!(yield* isDirectory(current))) {
    missing.unshift(current);
    current = dirname(current);
  }
  if (missing.length === 0) return false;
  const exact = mode ?? (yield* fileModesFor(current)).directory;
  let isCreated = false;
  for (const directory of missing) isCreated = yield* createOne(directory, exact);
  return isCreated;
}

function* createOne(path: string, mode: number): FileProgram<boolean> {
  try {
    if (!isForOthers(mode)) yield* makeWithMode(path, mode);
    else if (!(yield* makeForOthers(path, mode))) return false;
  } catch (error) {
    const errno = errnoOf(error) ?? '';
    if (error instanceof JournalFsError || !MAYBE_DONE.includes(errno)) throw error;
    // Another process was faster, or a file or a dangling link is in its place.
    if (yield* isDirectory(path)) return false;
    if (errno === 'ENOENT') throw error;
    throw notADirectory(path, 'a symbolic link to nothing', error);
  }
  yield* syncDirectory(dirname(path));
  return true;
}

/**
 * Under another name, and renamed once its mode is right: the umask takes bits away, and who is killed before he gives
 * them back would leave a folder that nobody else of his group can ever enter. What he leaves now is an empty hidden
 * folder, which the next one takes.
 *
 * @returns false where another one has made it meanwhile
 */
function* makeForOthers(path: string, mode: number): FileProgram<boolean> {
  const temporary = join(dirname(path), preparedName(basename(path)));
  try {
    yield* call.mkdir(temporary, mode);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    const { kind } = yield* call.lstat(temporary);
    if (kind !== 'directory') throw notADirectory(temporary, `a ${kind}`, error);
  }
  let isMade = false;
  try {
    yield* setMode(temporary, mode);
    // A rename would put ours in the place of an empty one, in which its maker may be making something just now.
    if (yield* isDirectory(path)) return false;
    yield* call.rename(temporary, path);
    isMade = true;
    return true;
  } finally {
    if (!isMade) yield* attemptCleanUp(call.rmdir(temporary));
  }
}

/** The same at every try of one user: only he can set the mode of what he has made. */
function preparedName(name: string): string {
  const hash = createHash('sha256').update(`${process.getuid?.()}/${name}`).digest('hex');
  return `.${hash.slice(0, 32)}.tmp`;
}

function* makeWithMode(path: string, mode: number): FileProgram<void> {
  yield* call.mkdir(path, mode);
  yield* setMode(path, mode);
}

function* setMode(path: string, mode: number): FileProgram<void> {
  try {
    // The bit with which a shared folder hands its group down must stay.
    const inherited = (yield* call.lstat(path)).mode & SET_GROUP_ID;
    yield* call.chmod(path, mode | inherited);
  } catch (error) {
    if (!CHMOD_UNSUPPORTED.includes(errnoOf(error) ?? '')) throw error;
  }
}

function* isDirectory(path: string): FileProgram<boolean> {
  try {
    const { kind } = yield* call.stat(path);
    if (kind === 'directory') return true;
    throw notADirectory(path, kind === 'file' ? 'a file' : 'no folder');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    // The name of a parent is a file: the loop over the parents comes to it and names it.
    if (errnoOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}

function notADirectory(path: string, what: string, cause?: unknown): JournalFsError {
  return new JournalFsError(
    'JOURNAL_FS_NOT_A_DIRECTORY',
    `Cannot use ${quote(path)} as a folder: it is ${what}. Move it away or name another folder.`,
    { path },
    cause === undefined ? undefined : { cause },
  );
}
