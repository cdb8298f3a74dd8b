import { join } from 'node:path';
import { call, type FileProgram } from '@opta/journal-fs';
import { isMissing } from './is-missing.js';
import { isOwnFolder } from './is-own-folder.js';

/** Program: removes a file of state; one that is gone already is fine. Behind a link nothing is ours. */
export function* removeStateFile(directory: string, name: string): FileProgram<void> {
  if (!(yield* isOwnFolder(directory))) return;
  try {
    yield* call.unlink(join(directory, name));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
