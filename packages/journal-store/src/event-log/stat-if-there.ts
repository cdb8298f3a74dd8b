import { call, errnoOf, type FileProgram, type FileStat } from '@opta/journal-fs';

/** Program: what bears a name, links not followed; undefined if nothing does. */
export function* statIfThere(path: string): FileProgram<FileStat | undefined> {
  try {
    return yield* call.lstat(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}
