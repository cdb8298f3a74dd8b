import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  call,
  createFileExclusive,
  ensureDirectory,
  ensureStateDirectory,
  type FileProgram,
  fileModesFor,
  writeAll,
} from '@opta/journal-fs';

/**
 * Program: puts a small file of state in place of the one before, by one rename.
 *
 * It is not synced: after a power cut an old one or none is as good, and a disk that is asked to sync every
 * half minute never rests.
 */
export function* replaceStateFile(request: {
  sessionLogsDir: string;
  /** A folder of `.opta-journal` there. */
  directory: string;
  name: string;
  content: string;
}): FileProgram<void> {
  const { temporary } = yield* ensureStateDirectory(request.sessionLogsDir);
  yield* ensureDirectory(request.directory);
  const { file: mode } = yield* fileModesFor(request.sessionLogsDir);
  const path = join(temporary, `${randomBytes(16).toString('hex')}.tmp`);
  const fd = yield* createFileExclusive(path, mode);
  let isOpen = true;
  try {
    yield* writeAll(fd, Buffer.from(request.content), null);
    isOpen = false;
    yield* call.close(fd);
    yield* call.rename(path, join(request.directory, request.name));
  } catch (error) {
    if (isOpen) yield* attempt(call.close(fd));
    yield* attempt(call.unlink(path));
    throw error;
  }
}

/** Clean-up on the way out of a failure: its own failure must not hide the first. */
function* attempt(program: FileProgram<unknown>): FileProgram<void> {
  try {
    yield* program;
  } catch {
    // Told by the error that brought us here.
  }
}
