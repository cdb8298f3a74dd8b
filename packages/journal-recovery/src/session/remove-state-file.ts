import { join } from 'node:path';
import { call, errnoOf, type FileProgram } from '@opta/journal-fs';

/** Program: removes a file of state; one that is gone already is fine. */
export function* removeStateFile(directory: string, name: string): FileProgram<void> {
  try {
    yield* call.unlink(join(directory, name));
  } catch (error) {
    const errno = errnoOf(error);
    if (errno !== 'ENOENT' && errno !== 'ENOTDIR') throw error;
  }
}
