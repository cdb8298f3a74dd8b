import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  call,
  ensureDirectory,
  ensureStateDirectory,
  errnoOf,
  type FileProgram,
  fileModesFor,
  removeStaleTemporaryFiles,
  STATE_DIRECTORY,
} from '@opta/journal-fs';
import { STALE_FOLDER_MS } from './constants.js';
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
  /** Set when the file system turned out to have no hard links. */
  isWeaker: boolean;
  /** Why last-numbers.txt could not be healed. */
  healProblem: string | undefined;
}

const OWN_FOLDER = /^ids-\d+-[0-9a-f]{8}$/;

export function ownTemporaryPath(directory: string): string {
  const name = `ids-${process.pid}-${randomBytes(4).toString('hex')}`;
  return join(directory, STATE_DIRECTORY, 'tmp', name);
}

/** Program: makes the folders that a claim needs, and removes what dead processes left in them. */
export function* prepareFolders(context: AllocatorContext): FileProgram<void> {
  yield* ensureStateDirectory(context.directory);
  const { directory: mode } = yield* fileModesFor(context.directory, context.fileMode);
  yield* ensureDirectory(context.ownTemporary, { mode });
  yield* removeStaleFolders(context.temporary);
}

/** Program: removes the temporary folder of this allocator. */
export function* removeOwnTemporary(context: AllocatorContext): FileProgram<void> {
  yield* removeIfEmpty(context.ownTemporary);
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
