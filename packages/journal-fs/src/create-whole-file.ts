import { attemptCleanUp } from './attempt-clean-up.js';
import { call } from './call.js';
import { createFileExclusive } from './create-file-exclusive.js';
import type { FileProgram } from './types.js';
import { writeAll } from './write-all.js';

/** Program: creates a file with all its content, synced if that is wanted. After a failure there is none. */
export function* createWholeFile(
  path: string,
  bytes: Uint8Array,
  { mode, isSynced }: { mode: number; isSynced: boolean },
): FileProgram<void> {
  const fd = yield* createFileExclusive(path, mode);
  let isOpen = true;
  try {
    yield* writeAll(fd, bytes, null);
    if (isSynced) yield* call.fsync(fd);
    // A close that fails has closed: POSIX leaves it open, every system that Node runs on does.
    isOpen = false;
    yield* call.close(fd);
  } catch (error) {
    if (isOpen) yield* attemptCleanUp(call.close(fd));
    yield* attemptCleanUp(call.unlink(path));
    throw error;
  }
}
