import { errnoOf } from '@opta/journal-fs';
import { MAX_QUOTED_CHARACTERS } from './constants.js';

/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_STORE_ERRORS = {
  JOURNAL_STORE_COPY_DIFFERS: {
    meaning:
      'A copy of a log was read back from the disk and is not equal to the log. The log was left as it is.',
    fix: 'Look at the disk and its system log, then try again.',
  },
  JOURNAL_STORE_CURSOR_INVALID: {
    meaning: 'The cursor of a listing was not given out by this listing, or was changed.',
    fix: 'Pass `nextCursor` of the page before exactly as it is, or leave it out to begin with the newest.',
  },
  JOURNAL_STORE_FILE_GONE: {
    meaning: 'The file of an event log, or its folder, was removed or replaced while it was written to.',
    fix: 'Leave the files of a running session where they are. What was in the file is lost; the event log goes on in its next segment.',
  },
  JOURNAL_STORE_IO: {
    meaning: 'The system refused a call. The cause has its errno, `facts.errno` repeats it.',
    fix: 'Do what the message says for that errno: free space, permissions, a folder that is gone.',
  },
  JOURNAL_STORE_LOG_INCOMPLETE: {
    meaning: 'A log lacks a field that its file name needs.',
    fix: 'Give the field that the message names.',
  },
  JOURNAL_STORE_LOG_NOT_FOUND: {
    meaning: 'No log of that name is in the folder.',
    fix: 'Take a name from the listing.',
  },
  JOURNAL_STORE_LOG_TOO_LARGE: {
    meaning: 'A log is larger than what is read as one text.',
    fix: 'Read an event log with `readEvents`, or give `maxBytes`.',
  },
  JOURNAL_STORE_NAME_INVALID: {
    meaning: 'The name of a log is not a plain file name of the convention.',
    fix: 'Take a name from the listing, without its folder.',
  },
  JOURNAL_STORE_NAME_TAKEN: {
    meaning: 'A file of that name exists already. Nothing was written.',
    fix: 'Give another slug or number; for a session log, look why there are so many of one minute.',
  },
  JOURNAL_STORE_NOT_A_FILE: {
    meaning: 'What bears the name of a log is a folder, a symbolic link, a FIFO or a device.',
    fix: 'Remove it; the journal did not make it.',
  },
  JOURNAL_STORE_OPTION_INVALID: {
    meaning: 'An option or a field of a query has a value that it cannot have.',
    fix: 'Give what the message says.',
  },
  JOURNAL_STORE_SYNC_FAILED: {
    meaning:
      'The disk did not confirm what was handed to it. Whether those lines survive a power cut is unknown, and asking again would tell nothing.',
    fix: 'Look at the disk and its system log. The event log goes on in its next segment.',
  },
  JOURNAL_STORE_WRITE_FAILED: {
    meaning: 'Lines of the event log could not be written. They wait, and what finds no room is counted.',
    fix: 'Free space or mend the folder; writing resumes by itself.',
  },
} as const;

export type JournalStoreErrorCode = keyof typeof JOURNAL_STORE_ERRORS;

/** What this package throws, or reports where nothing may be thrown. */
export class JournalStoreError extends Error {
  override readonly name = 'JournalStoreError';
  /** What to do about an error of this code. */
  readonly fix: string;

  constructor(
    readonly code: JournalStoreErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.fix = JOURNAL_STORE_ERRORS[code].fix;
  }
}

/** The error for something that failed below us while we did `doing`. One of ours passes as it is. */
export function toJournalStoreError(error: unknown, doing: string, path: string): Error {
  if (error instanceof JournalStoreError) return error;
  const errno = errnoOf(error);
  // The message of journal-fs already says where and what to do.
  const detail = error instanceof Error ? error.message : String(error);
  return new JournalStoreError(
    'JOURNAL_STORE_IO',
    `Cannot ${doing} ${quote(path)}: ${detail}`,
    { path, ...(errno === undefined ? {} : { errno }) },
    { cause: error },
  );
}

/** A foreign value as a message shows it. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value);
  const shown = text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text;
  return JSON.stringify(shown);
}
