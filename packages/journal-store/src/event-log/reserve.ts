import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import {
  call,
  createFileExclusive,
  ensureStateDirectory,
  errnoOf,
  type FileProgram,
  STATE_DIRECTORY,
  writeAll,
} from '@opta/journal-fs';
import { attempt } from '../attempt.js';
import { WRITE_BUFFER_BYTES } from '../constants.js';

/** What the system answers where there is no room. */
const FULL = ['ENOSPC', 'EDQUOT'];

export function isFull(error: unknown): boolean {
  return FULL.includes(errnoOf(error) ?? '');
}

/**
 * Program: takes room on the disk for the end of a session. The bytes are written, because a file that only has
 * the size has no room. Nothing happens where that is not possible.
 */
export function* createReserve(place: {
  directory: string;
  eventLog: string;
  bytes: number;
  mode: number;
}): FileProgram<void> {
  if (place.bytes === 0) return;
  yield* attempt(writeReserve(place));
}

function* writeReserve({
  directory,
  eventLog,
  bytes,
  mode,
}: Parameters<typeof createReserve>[0]): FileProgram<void> {
  yield* ensureStateDirectory(directory);
  const path = pathOf(directory, eventLog);
  const fd = yield* createFileExclusive(path, mode);
  try {
    const zeros = new Uint8Array(Math.min(bytes, WRITE_BUFFER_BYTES));
    for (let done = 0; done < bytes; done += zeros.length) {
      yield* writeAll(fd, zeros.subarray(0, Math.min(zeros.length, bytes - done)), done);
    }
    yield* call.fsync(fd);
  } catch (error) {
    yield* attempt(call.unlink(path));
    throw error;
  } finally {
    yield* attempt(call.close(fd));
  }
}

/**
 * Program: gives that room back.
 *
 * @param eventLog - what a session log says that its event log is called
 * @returns whether there was any
 */
export function* releaseReserve(directory: string, eventLog: string | undefined): FileProgram<boolean> {
  if (eventLog === undefined || parseLogFileName(eventLog)?.kind !== 'events') return false;
  try {
    yield* call.unlink(pathOf(directory, eventLog));
    return true;
  } catch {
    // There is none, or it cannot be had: what needed the room fails by itself.
    return false;
  }
}

function pathOf(directory: string, eventLog: string): string {
  return join(directory, STATE_DIRECTORY, `${eventLog}.reserve`);
}
