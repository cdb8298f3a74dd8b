import { basename, dirname, join, sep } from 'node:path';
import { call } from './call.js';
import { STALE_TEMPORARY_FILE_MS, STATE_DIRECTORY } from './constants.js';
import { errnoOf } from './errno-of.js';
import { toJournalFsError } from './errors.js';
import type { FileProgram } from './types.js';

/** The names that this package gives. */
const OURS = /^[0-9a-f]{32}\.(?:tmp|claim)$/;

export interface RemoveStaleOptions {
  /** What counts as now, in milliseconds since the epoch. */
  now: number;
  /** Default: one hour. */
  olderThanMs?: number;
}

/**
 * Program: removes what a crash left in a temporary folder. Only plain files that bear a name of ours and are
 * old enough go.
 *
 * @param directory - The temporary folder; a missing one is fine. Nothing goes where a link has its place or, inside
 *   `.opta-journal`, that of a folder above it.
 * @returns The names that were removed.
 * @throws {JOURNAL_FS_IO} when the system refuses.
 */
export function* removeStaleTemporaryFiles(
  directory: string,
  options: RemoveStaleOptions,
): FileProgram<string[]> {
  const { now, olderThanMs = STALE_TEMPORARY_FILE_MS } = options;
  const removed: string[] = [];
  try {
    for (const name of yield* listIfThere(directory)) {
      if (!OURS.test(name)) continue;
      const path = join(directory, name);
      if (yield* removeIfOld(path, now - olderThanMs)) removed.push(name);
    }
    return removed;
  } catch (error) {
    throw toJournalFsError(error, 'clean up', directory);
  }
}

function* listIfThere(directory: string): FileProgram<string[]> {
  try {
    return (yield* isBehindLink(directory)) ? [] : yield* call.readdir(directory);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A link in the place of the folder, or of one above it up to `.opta-journal`, leads to the files of others. */
function* isBehindLink(directory: string): FileProgram<boolean> {
  const isState = directory.split(sep).includes(STATE_DIRECTORY);
  for (let path = directory; ; path = dirname(path)) {
    if ((yield* call.lstat(path)).kind === 'symlink') return true;
    if (!isState || basename(path) === STATE_DIRECTORY) return false;
  }
}

function* removeIfOld(path: string, limitMs: number): FileProgram<boolean> {
  try {
    const { kind, mtimeNs } = yield* call.lstat(path);
    if (kind !== 'file' || Number(mtimeNs / 1_000_000n) >= limitMs) return false;
    yield* call.unlink(path);
    return true;
  } catch (error) {
    // Its owner was alive after all and has removed it.
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}
