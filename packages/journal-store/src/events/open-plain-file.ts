import { call, errnoOf, type FileProgram, OPEN_FLAGS } from '@opta/journal-fs';
import { attempt } from '../attempt.js';
import { JournalStoreError, quote, toJournalStoreError } from '../errors.js';

export interface PlainFile {
  fd: number;
  /** Bytes. */
  size: number;
}

/**
 * Program: opens a log for reading.
 *
 * @throws {JOURNAL_STORE_NOT_A_FILE} when it is a link, a folder, a FIFO or a device
 * @throws {JOURNAL_STORE_IO} when the system refuses
 */
export function* openPlainFile(path: string): FileProgram<PlainFile> {
  let fd: number;
  try {
    fd = yield* call.open(path, OPEN_FLAGS.readFile);
  } catch (error) {
    // ELOOP: a link that O_NOFOLLOW refused; ENXIO: a socket.
    if (['ELOOP', 'ENXIO'].includes(errnoOf(error) ?? '')) throw notAFile(path, error);
    throw toJournalStoreError(error, 'read', path);
  }
  try {
    const { kind, size } = yield* call.fstat(fd);
    if (kind !== 'file') throw notAFile(path);
    return { fd, size };
  } catch (error) {
    yield* attempt(call.close(fd));
    throw toJournalStoreError(error, 'read', path);
  }
}

function notAFile(path: string, cause?: unknown): JournalStoreError {
  return new JournalStoreError(
    'JOURNAL_STORE_NOT_A_FILE',
    `Cannot read ${quote(path)}: it is no plain file. Remove it; the journal did not make it.`,
    { path },
    cause === undefined ? undefined : { cause },
  );
}
