import { call, errnoOf, type FileProgram, type FileStat } from '@opta/journal-fs';

/** Program: why an open file is not what bears its name any more; undefined if it is. */
export function* whyGone(own: FileStat, path: string): FileProgram<string | undefined> {
  if (own.nlink === 0) return 'the file was removed';
  try {
    const { ino, dev } = yield* call.lstat(path);
    return ino === own.ino && dev === own.dev ? undefined : 'the file was replaced';
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) throw error;
    return 'the file or its folder was moved away';
  }
}
