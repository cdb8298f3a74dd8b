import { join } from 'node:path';
import { call, type FileProgram, readRegularFile } from '@opta/journal-fs';
import { MAX_SNAPSHOT_BYTES } from '../constants.js';
import { JournalRecoveryError, quote } from '../errors.js';
import { parseState } from '../session/parse-state.js';
import { type SessionSnapshot, sessionSnapshotSchema } from './session-snapshot.js';

export interface FoundSnapshot {
  snapshot: SessionSnapshot;
  /** When the file was written, by the clock of the file system, in epoch milliseconds. */
  writtenAt: number;
}

/**
 * Program: the snapshot in a file.
 *
 * @returns undefined if it is gone
 * @throws {JOURNAL_RECOVERY_FAILED} when it is no snapshot
 */
export function* readSnapshot(directory: string, fileName: string): FileProgram<FoundSnapshot | undefined> {
  const path = join(directory, fileName);
  const bytes = yield* readRegularFile(path, MAX_SNAPSHOT_BYTES);
  if (bytes === undefined) return undefined;
  const parsed = sessionSnapshotSchema.safeParse(parseState(bytes));
  if (!parsed.success || `${parsed.data.session}.json` !== fileName) {
    throw new JournalRecoveryError(
      'JOURNAL_RECOVERY_FAILED',
      `Cannot recover a session from ${quote(path)}: it is no snapshot of one, as a power cut may leave it. Remove it once you have looked at it.`,
      { path },
    );
  }
  const { mtimeNs } = yield* call.lstat(path);
  return { snapshot: parsed.data, writtenAt: Number(mtimeNs / 1_000_000n) };
}
