import { dirname } from 'node:path';
import { call, type FileProgram } from '@opta/journal-fs';
import { isMissing } from './is-missing.js';

/** Program: whether a folder of state is one, and no link that was planted in its place or in that of its parent. */
export function* isOwnFolder(directory: string): FileProgram<boolean> {
  try {
    for (const path of [dirname(directory), directory]) {
      const { kind } = yield* call.lstat(path);
      if (kind !== 'directory') return false;
    }
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
