import { attemptCleanUp } from './attempt-clean-up.js';
import { call } from './call.js';
import { CHMOD_UNSUPPORTED } from './constants.js';
import { errnoOf } from './errno-of.js';
import { OPEN_FLAGS } from './node-file-system.js';
import type { FileProgram } from './types.js';

/**
 * Program: creates a file that did not exist, for writing, with exactly `mode` whatever the umask. A symbolic
 * link of that name counts as existing and is not followed.
 *
 * @param path - The file.
 * @param mode - Permission bits, for instance `0o600`.
 * @returns The file descriptor; the caller closes it.
 * @throws the system's own error; `EEXIST` where something of that name is there.
 */
export function* createFileExclusive(path: string, mode: number): FileProgram<number> {
  const fd = yield* call.open(path, OPEN_FLAGS.createExclusive, mode);
  try {
    yield* call.fchmod(fd, mode);
  } catch (error) {
    if (CHMOD_UNSUPPORTED.includes(errnoOf(error) ?? '')) return fd;
    yield* attemptCleanUp(call.close(fd));
    yield* attemptCleanUp(call.unlink(path));
    throw error;
  }
  return fd;
}
