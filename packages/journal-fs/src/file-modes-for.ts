import { statNearest } from './stat-nearest.js';
import type { FileProgram } from './types.js';

export interface FileModes {
  /** Mode of a new file, `0o600` for instance. */
  file: number;
  /** Mode of a new folder, `0o700` for instance. */
  directory: number;
}

const GROUP_WRITABLE = 0o020;
/** Set on /tmp and its like: everybody may write there, and nobody means to share what he writes. */
const STICKY = 0o1000;

/** Whether a mode lets others than the owner in, who then depend on its being exact. */
export function isForOthers(mode: number): boolean {
  return (mode & 0o077) !== 0;
}

/**
 * Program: the modes that new files and folders in a folder get: 0600 and 0700, and in a folder that a group
 * shares (group-writable, not sticky) 0660 and 0770, as git does for shared repositories.
 *
 * @param directory - The folder; where it does not exist, its nearest existing parent decides.
 * @param override - A mode for files that wins, for instance `0o640`. Folders then also let those enter who
 *   may read (`0o750`).
 */
export function* fileModesFor(directory: string, override?: number): FileProgram<FileModes> {
  if (override !== undefined) {
    return { file: override, directory: override | 0o700 | ((override & 0o444) >> 2) };
  }
  const { mode } = yield* statNearest(directory);
  const isShared = (mode & GROUP_WRITABLE) !== 0 && (mode & STICKY) === 0;
  return isShared ? { file: 0o660, directory: 0o770 } : { file: 0o600, directory: 0o700 };
}
