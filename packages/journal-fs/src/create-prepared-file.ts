import { join } from 'node:path';
import { attemptCleanUp } from './attempt-clean-up.js';
import { call } from './call.js';
import { createFileExclusive } from './create-file-exclusive.js';
import { temporaryName, tryLink } from './place-file.js';
import type { FileProgram } from './types.js';

/**
 * Program: creates an empty file, for writing, whose name appears when it has its exact mode. One that
 * `createFileExclusive` makes has only what the umask left of it for a moment, and keeps that if its creator is killed
 * then: others of its group could never read it.
 *
 * @param path - The file.
 * @param mode - Permission bits, for instance `0o660`.
 * @param temporaryDirectory - An existing folder on the same disk in which it is prepared.
 * @returns The file descriptor, which the caller closes; undefined where something of that name is there, or the
 *   file system has no hard links. Nothing is left then.
 * @throws the system's own error.
 */
export function* createPreparedFile(
  path: string,
  mode: number,
  temporaryDirectory: string,
): FileProgram<number | undefined> {
  const temporary = join(temporaryDirectory, temporaryName());
  const fd = yield* createFileExclusive(temporary, mode);
  let isLinked = false;
  try {
    isLinked = (yield* tryLink(temporary, path)) === 'linked';
    return isLinked ? fd : undefined;
  } finally {
    if (!isLinked) yield* attemptCleanUp(call.close(fd));
    yield* attemptCleanUp(call.unlink(temporary));
  }
}
