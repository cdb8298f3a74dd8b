import { MAX_QUOTED_CHARACTERS } from './constants.js';
import { errnoOf } from './errno-of.js';

/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_FS_ERRORS = {
  JOURNAL_FS_EXISTS: {
    meaning: 'A file of that name exists already. Nothing was written.',
    fix: 'Take another name (`publishUnderFreeName` does), or ask for `replace` if the old file is meant to go.',
  },
  JOURNAL_FS_IO: {
    meaning: 'The system refused a call. The cause has its errno, `facts.errno` repeats it.',
    fix: 'Do what the message says for that errno: free space, permissions, a folder that is gone.',
  },
  JOURNAL_FS_NAME_INVALID: {
    meaning: 'The name of a file is not one plain name: it is empty, has a separator or NUL, or is too long.',
    fix: 'Give the name without its folder, at most 255 bytes.',
  },
  JOURNAL_FS_NO_PROGRESS: {
    meaning: 'The system accepted a write and took no byte of it.',
    fix: 'Look at the disk and its file system; writing again may succeed.',
  },
  JOURNAL_FS_NOT_A_DIRECTORY: {
    meaning: 'Where a folder should be, there is a file, a dangling symbolic link or something else.',
    fix: 'Move what is there out of the way, or name another folder.',
  },
  JOURNAL_FS_NOT_A_FILE: {
    meaning: 'Where a plain file should be, there is a folder, a symbolic link, a FIFO or a device.',
    fix: 'Remove it; it was not made by the journal.',
  },
  JOURNAL_FS_TOO_LARGE: {
    meaning: 'A file is larger than its reader allows.',
    fix: 'Look at what wrote it; raise the limit only if the file is genuine.',
  },
} as const;

export type JournalFsErrorCode = keyof typeof JOURNAL_FS_ERRORS;

/** What every program of this package throws, apart from the errors of the system that it names as causes. */
export class JournalFsError extends Error {
  override readonly name = 'JournalFsError';

  constructor(
    readonly code: JournalFsErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What to do about an errno. */
const ADVICE: Record<string, string> = {
  EACCES: 'Give this user write permission there.',
  EDQUOT: 'The quota of this user is used up: free space or raise it.',
  EEXIST: 'Something is there already: look at it and move it away.',
  EFBIG: 'The file-size limit (ulimit -f) is too low.',
  EIO: 'The disk failed: look at the system log.',
  ELOOP: 'A symbolic link is in its place: remove it.',
  EMFILE: 'This process has too many open files: raise the limit (ulimit -n) or close some.',
  ENAMETOOLONG: 'The path is too long: use a shorter folder or name.',
  ENFILE: 'The system has too many open files.',
  ENOENT: 'The folder is gone: create it again or mount its disk.',
  ENOSPC: 'The disk is full: free space or inodes.',
  ENOTDIR: 'A part of the path is a file: move it away or name another folder.',
  EPERM: 'The system forbids it: look at the attributes and the owner of the folder.',
  EROFS: 'The disk is mounted read-only: mount it writable or name another folder.',
  EXDEV: 'The temporary folder is on another disk: it must be on the one of the target.',
};

/** The error for a call that the system refused while we did `doing`. One of ours passes as it is. */
export function toJournalFsError(
  error: unknown,
  doing: string,
  path: string,
  facts: Record<string, unknown> = {},
): Error {
  const errno = errnoOf(error);
  if (error instanceof JournalFsError || errno === undefined) return error as Error;
  const advice = ADVICE[errno] ?? 'See the cause.';
  return new JournalFsError(
    'JOURNAL_FS_IO',
    `Cannot ${doing} ${quote(path)}: ${(error as Error).message}. ${advice}`,
    { path, errno, ...facts },
    { cause: error },
  );
}

/** A foreign value as a message shows it. */
export function quote(value: string): string {
  const shown = value.length > MAX_QUOTED_CHARACTERS ? `${value.slice(0, MAX_QUOTED_CHARACTERS)}…` : value;
  return JSON.stringify(shown);
}
