import { join } from 'node:path';
import {
  backOff,
  call,
  errnoOf,
  type FileProgram,
  type FileStat,
  JournalFsError,
  readRegularFile,
} from '@opta/journal-fs';
import { MAX_HEARTBEAT_BYTES } from '../constants.js';
import { stateFileName } from '../session/state-paths.js';
import { type Heartbeat, heartbeatSchema } from './heartbeat.js';

const MAX_LOOKS = 4;

export interface FoundHeartbeat {
  /** When the file was written, by the clock of the file system, in epoch milliseconds. */
  writtenAt: number;
  /** Absent where the file is empty or damaged, as after a power cut. */
  heartbeat?: Heartbeat;
}

/** Program: the last heartbeat of a session; undefined where there is none, or nothing of it can be read. */
export function* readHeartbeat(
  heartbeatsDirectory: string,
  session: string,
): FileProgram<FoundHeartbeat | undefined> {
  const name = stateFileName(session);
  if (name === undefined) return undefined;
  const path = join(heartbeatsDirectory, name);
  try {
    const { mtimeNs } = yield* lookAt(path);
    const bytes = yield* readRegularFile(path, MAX_HEARTBEAT_BYTES);
    const writtenAt = Number(mtimeNs / 1_000_000n);
    const heartbeat = bytes === undefined ? undefined : parse(bytes, session);
    return heartbeat === undefined ? { writtenAt } : { writtenAt, heartbeat };
  } catch (error) {
    // A link or folder in its place was not made by a runtime.
    const isForeign = error instanceof JournalFsError && error.code !== 'JOURNAL_FS_IO';
    if (isForeign || ['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}

/** Program: for a moment a folder that another user has just made does not have its mode yet, with which we may enter. */
function* lookAt(path: string): FileProgram<FileStat> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return yield* call.lstat(path);
    } catch (error) {
      if (errnoOf(error) !== 'EACCES' || attempt >= MAX_LOOKS) throw error;
      yield* backOff(attempt);
    }
  }
}

function parse(bytes: Uint8Array, session: string): Heartbeat | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
  const parsed = heartbeatSchema.safeParse(value);
  return parsed.success && parsed.data.session === session ? parsed.data : undefined;
}
