import { join } from 'node:path';
import { call, errnoOf, type FileProgram, OPEN_FLAGS, syncDirectory } from '@opta/journal-fs';
import { attemptCleanUp } from './attempt-clean-up.js';

/**
 * Programs that together make claims and records of ends survive a power cut, with their names. They may run at the same
 * time: the names are there already, and one write of the disk's journal then serves all of them. What is gone is left
 * out, because somebody has removed our folders since.
 *
 * @param directory - The folder of the claims.
 * @param names - What was written into it.
 */
export function syncsOf(directory: string, names: readonly string[]): FileProgram<void>[] {
  return [...names.map((name) => syncFile(join(directory, name))), syncDirectory(directory)].map(unlessGone);
}

function* unlessGone(program: FileProgram<unknown>): FileProgram<void> {
  try {
    yield* program;
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

function* syncFile(path: string): FileProgram<void> {
  const fd = yield* openToSync(path);
  let isOpen = true;
  try {
    yield* call.fsync(fd);
    isOpen = false;
    yield* call.close(fd);
  } catch (error) {
    if (isOpen) yield* attemptCleanUp(call.close(fd));
    throw error;
  }
}

function* openToSync(path: string): FileProgram<number> {
  try {
    // Windows syncs only what may be written.
    return yield* call.open(path, OPEN_FLAGS.writeFile);
  } catch (error) {
    if (errnoOf(error) !== 'EACCES') throw error;
    // A file mode such as 0o400.
    return yield* call.open(path, OPEN_FLAGS.readFile);
  }
}
