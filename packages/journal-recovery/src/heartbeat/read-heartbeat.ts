import { join } from 'node:path';
import { call, type FileProgram, JournalFsError, readRegularFile } from '@opta/journal-fs';
import { MAX_HEARTBEAT_BYTES } from '../constants.js';
import { isMissing } from '../session/is-missing.js';
import { parseState } from '../session/parse-state.js';
import { stateFileName } from '../session/state-paths.js';
import { type Heartbeat, heartbeatSchema } from './heartbeat.js';

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
    const { mtimeNs } = yield* call.lstat(path);
    const bytes = yield* readRegularFile(path, MAX_HEARTBEAT_BYTES);
    const writtenAt = Number(mtimeNs / 1_000_000n);
    const heartbeat = bytes === undefined ? undefined : parse(bytes, session);
    return heartbeat === undefined ? { writtenAt } : { writtenAt, heartbeat };
  } catch (error) {
    // A link or folder in its place was not made by a runtime.
    const isForeign = error instanceof JournalFsError && error.code !== 'JOURNAL_FS_IO';
    if (isForeign || isMissing(error)) return undefined;
    throw error;
  }
}

function parse(bytes: Uint8Array, session: string): Heartbeat | undefined {
  const parsed = heartbeatSchema.safeParse(parseState(bytes));
  return parsed.success && parsed.data.session === session ? parsed.data : undefined;
}
