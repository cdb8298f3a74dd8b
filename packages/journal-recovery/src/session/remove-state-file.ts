import { join } from 'node:path';
import { call, errnoOf, type FileProgram } from '@opta/journal-fs';
import { isOwnFolder } from './is-own-folder.js';

/** Program: removes a file of state; one that is gone already is fine. Behind a link nothing is ours. */
export function* removeStateFile(directory: string, name: string): FileProgram<void> {
  if (!(yield* isOwnFolder(directory))) return;
  try {
    yield* call.unlink(join(directory, name));
  } catch (error) {
    const errno = errnoOf(error);
    if (errno !== 'ENOENT' && errno !== 'ENOTDIR') throw error;
  }
}
