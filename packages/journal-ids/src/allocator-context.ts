import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  call,
  ensureDirectory,
  ensureStateDirectory,
  errnoOf,
  type FileProgram,
  fileModesFor,
  isForOthers,
  removeStaleTemporaryFiles,
  STATE_DIRECTORY,
} from '@opta/journal-fs';
import { STALE_FOLDER_MS } from './constants.js';
import type { Turns } from './turns.js';
import type { SeriesDefinition } from './types.js';

/** What the programs of one allocator share. */
export interface AllocatorContext {
  readonly directory: string;
  readonly claims: string;
  /** The shared temporary folder. */
  readonly temporary: string;
  /** A folder of this allocator alone, so that processes do not wait for each other's temporary names. */
  readonly ownTemporary: string;
  readonly series: SeriesDefinition;
  readonly timeZone: string;
  readonly clock: () => number;
  readonly fileMode: number | undefined;
  readonly turns: Turns;
  /** Set when the file system turned out to have no hard links. */
  isWeaker: boolean;
  /** What files get in a folder of this mode, so that it is not asked for each of them. */
  knownMode: { folder: number; file: number } | undefined;
  /** Why last-numbers.txt could not be healed. */
  healProblem: string | undefined;
}

const OWN_FOLDER = /^ids-\d+-[0-9a-f]{8}$/;

export function ownTemporaryPath(directory: string): string {
  const name = `ids-${process.pid}-${randomBytes(4).toString('hex')}`;
  return join(directory, STATE_DIRECTORY, 'tmp', name);
}

/**
 * Program: the mode of claims and last-numbers.txt.
 *
 * @param folderMode - That of the update folder, where it was looked at just now.
 */
export function* fileModeIn(context: AllocatorContext, folderMode: number | undefined): FileProgram<number> {
  if (context.fileMode !== undefined) return context.fileMode;
  if (folderMode !== undefined && context.knownMode?.folder === folderMode) return context.knownMode.file;
  const { file } = yield* fileModesFor(context.directory);
  if (folderMode !== undefined) context.knownMode = { folder: folderMode, file };
  return file;
}

/** Program: makes the folders that a claim needs, and removes what dead processes left in them. */
export function* prepareFolders(context: AllocatorContext): FileProgram<void> {
  yield* ensureStateDirectory(context.directory);
  const { directory: mode } = yield* fileModesFor(context.directory, context.fileMode);
  yield* makeOwnTemporary(context.ownTemporary, mode);
  yield* removeStaleFolders(context.temporary);
}

/** Program: removes the temporary folder of this allocator. */
export function* removeOwnTemporary(context: AllocatorContext): FileProgram<void> {
  yield* removeIfEmpty(context.ownTemporary);
}

/** Program: unlike other folders it need not survive a power cut, which costs a sync. */
function* makeOwnTemporary(path: string, mode: number): FileProgram<void> {
  if (isForOthers(mode)) {
    yield* ensureDirectory(path, { mode });
    return;
  }
  try {
    yield* call.mkdir(path, mode);
    // The umask may have taken what we need ourselves.
    yield* call.chmod(path, mode);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
}

function* removeStaleFolders(temporary: string): FileProgram<void> {
  // The real clock: it is compared with the stamps of the real disk.
  const now = Date.now();
  try {
    for (const name of yield* call.readdir(temporary)) {
      if (!OWN_FOLDER.test(name)) continue;
      const path = join(temporary, name);
      const { kind, mtimeNs } = yield* call.lstat(path);
      if (kind !== 'directory' || Number(mtimeNs / 1_000_000n) > now - STALE_FOLDER_MS) continue;
      yield* removeStaleTemporaryFiles(path, { now });
      yield* removeIfEmpty(path);
    }
  } catch (error) {
    // Another user's, or gone meanwhile: no reason to give no number. The next start tries again.
    if (errnoOf(error) === undefined) throw error;
  }
}

function* removeIfEmpty(path: string): FileProgram<void> {
  try {
    yield* call.rmdir(path);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(errnoOf(error) ?? '')) throw error;
  }
}
