import { attemptCleanUp } from './attempt-clean-up.js';
import { call } from './call.js';
import { errnoOf } from './errno-of.js';
import { JournalFsError, quote, toJournalFsError } from './errors.js';
import { OPEN_FLAGS } from './node-file-system.js';
import type { FileProgram } from './types.js';

/**
 * Program: reads a plain file, whatever somebody may have put in its place: links are not followed, a FIFO or
 * device is not read, and no more than `maxBytes` is taken.
 *
 * @param path - The file.
 * @param maxBytes - The largest size that is read.
 * @returns Its bytes, or undefined if nothing of that name exists.
 * @throws {JOURNAL_FS_NOT_A_FILE} when it is something else.
 * @throws {JOURNAL_FS_TOO_LARGE} when it is larger.
 * @throws {JOURNAL_FS_IO} when the system refuses.
 */
export function* readRegularFile(path: string, maxBytes: number): FileProgram<Uint8Array | undefined> {
  let fd: number;
  try {
    fd = yield* call.open(path, OPEN_FLAGS.readFile);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT') return undefined;
    // ELOOP: a link that O_NOFOLLOW refused; ENXIO: a socket.
    if (errno === 'ELOOP' || errno === 'ENXIO') throw notAFile(path, error);
    throw toJournalFsError(error, 'read', path);
  }
  try {
    return yield* readWhole(fd, path, maxBytes);
  } catch (error) {
    throw toJournalFsError(error, 'read', path);
  } finally {
    yield* attemptCleanUp(call.close(fd));
  }
}

function* readWhole(fd: number, path: string, maxBytes: number): FileProgram<Uint8Array> {
  const { kind, size } = yield* call.fstat(fd);
  if (kind !== 'file') throw notAFile(path);
  if (size > maxBytes) {
    throw new JournalFsError(
      'JOURNAL_FS_TOO_LARGE',
      `Cannot read ${quote(path)}: it has ${size} bytes, more than ${maxBytes}. Look at what wrote it.`,
      { path, size, maxBytes },
    );
  }
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const count = yield* call.read(fd, bytes, length, size - length, length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

function notAFile(path: string, cause?: unknown): JournalFsError {
  return new JournalFsError(
    'JOURNAL_FS_NOT_A_FILE',
    `Cannot read ${quote(path)}: it is not a plain file. Remove it; the journal did not make it.`,
    { path },
    cause === undefined ? undefined : { cause },
  );
}
