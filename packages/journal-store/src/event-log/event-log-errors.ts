import { JournalStoreError, quote } from '../errors.js';
import type { SegmentContent } from './segment-ledger.js';

export function writeFailedError(path: string, queuedBytes: number, cause: unknown): JournalStoreError {
  return new JournalStoreError(
    'JOURNAL_STORE_WRITE_FAILED',
    `Lines of ${quote(path)} cannot be written: ${messageOf(cause)}. They wait in memory; free space or mend the folder, writing resumes by itself.`,
    { path, queuedBytes },
    { cause },
  );
}

/** @param from - number of the first line that is in doubt */
export function syncFailedError(
  path: string,
  segment: number,
  from: number,
  cause: unknown,
): JournalStoreError {
  return new JournalStoreError(
    'JOURNAL_STORE_SYNC_FAILED',
    `The disk did not confirm what was written to segment ${segment} of ${quote(path)} from line ${from} on: ${messageOf(cause)}. Whether that survives a power cut is unknown; the event log goes on in its next segment.`,
    { path, segment, from },
    { cause },
  );
}

export function fileGoneError(
  path: string,
  lost: readonly SegmentContent[],
  reason: string,
): JournalStoreError {
  const [from, to] = [lost[0]?.from, lost.at(-1)?.to];
  return new JournalStoreError(
    'JOURNAL_STORE_FILE_GONE',
    `Lines ${from} to ${to} of the event log ${quote(path)} are lost: ${reason}. The event log goes on in its next segment.`,
    { path, from, to, reason },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
