import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  call,
  createFileExclusive,
  ensureStateDirectory,
  type FileProgram,
  type FileSystem,
  removeStaleTemporaryFiles,
  runProgram,
} from '@opta/journal-fs';

/**
 * What the clock that dates the files of a folder says now. It may be that of another machine, so ages are
 * compared with a file that was written just now, never with the clock of this one.
 *
 * @returns epoch milliseconds
 */
export function readFileSystemTime(sessionLogsDir: string, fileSystem: FileSystem): Promise<number> {
  return runProgram(touch(sessionLogsDir), fileSystem.async);
}

function* touch(sessionLogsDir: string): FileProgram<number> {
  const { temporary } = yield* ensureStateDirectory(sessionLogsDir);
  const path = join(temporary, `${randomBytes(16).toString('hex')}.tmp`);
  const fd = yield* createFileExclusive(path, 0o600);
  let now: number;
  try {
    now = Number((yield* call.fstat(fd)).mtimeNs / 1_000_000n);
  } finally {
    yield* call.close(fd);
    yield* call.unlink(path);
  }
  // The one who knows the time of this disk also knows what lies here for too long.
  yield* removeStaleTemporaryFiles(temporary, { now });
  return now;
}
