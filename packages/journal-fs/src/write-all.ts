import { call } from './call.js';
import { JournalFsError } from './errors.js';
import type { FileProgram } from './types.js';

/**
 * Program: writes all bytes, however many calls the system makes of it.
 *
 * @param fd - An open file descriptor.
 * @param data - The bytes; they must not change until the program has ended.
 * @param position - Byte offset in the file, or null for the descriptor's own position.
 * @returns The number of bytes written, which is `data.length`.
 * @throws {JOURNAL_FS_NO_PROGRESS} when the system takes no byte. `facts.written` says how many it took
 *   before.
 * @throws the system's own error, after which part of the data may be in the file.
 * @remarks A full disk often shows as a short write first and `ENOSPC` only on the next call.
 */
export function* writeAll(fd: number, data: Uint8Array, position: number | null): FileProgram<number> {
  let written = 0;
  while (written < data.length) {
    const at = position === null ? null : position + written;
    const count = yield* call.write(fd, data, written, data.length - written, at);
    if (count <= 0) {
      throw new JournalFsError(
        'JOURNAL_FS_NO_PROGRESS',
        `The system took ${written} of ${data.length} bytes and then none. Look at the disk and try again.`,
        { written, length: data.length },
      );
    }
    written += count;
  }
  return written;
}
