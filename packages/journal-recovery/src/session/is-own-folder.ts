import { dirname } from 'node:path';
import { call, errnoOf, type FileProgram } from '@opta/journal-fs';

/** Program: whether a folder of state is one, and no link that was planted in its place or in that of its parent. */
export function* isOwnFolder(directory: string): FileProgram<boolean> {
  try {
    for (const path of [dirname(directory), directory]) {
      const { kind } = yield* call.lstat(path);
      if (kind !== 'directory') return false;
    }
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return false;
    throw error;
  }
}
