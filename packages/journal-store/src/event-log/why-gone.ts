import type { FileProgram, FileStat } from '@opta/journal-fs';
import { statIfThere } from './stat-if-there.js';

/** Program: why an open file is not what bears its name any more; undefined if it is. */
export function* whyGone(own: FileStat, path: string): FileProgram<string | undefined> {
  if (own.nlink === 0) return 'the file was removed';
  const found = yield* statIfThere(path);
  if (found === undefined) return 'the file or its folder was moved away';
  return found.ino === own.ino && found.dev === own.dev ? undefined : 'the file was replaced';
}
