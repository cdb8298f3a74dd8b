import { errnoOf } from '@opta/journal-fs';
import { JournalRuntimeError } from '../errors.js';
import { errorMessage } from '../shown.js';

const FILE_IN_THE_WAY = 'A file stands where a folder is needed: move it away, or configure another folder.';

const FIXES: Record<string, string> = {
  EACCES:
    'Give the user of this process the right to write there (chmod, chown), or configure another folder.',
  EPERM: 'Give the user of this process the right to write there, or configure another folder.',
  EROFS: 'The file system is read-only: mount it writable, or configure another folder.',
  ENOSPC: 'Free space on that disk.',
  EDQUOT: 'Free space within your quota on that disk.',
  ENOTDIR: FILE_IN_THE_WAY,
  EEXIST: FILE_IN_THE_WAY,
  JOURNAL_FS_NOT_A_DIRECTORY: FILE_IN_THE_WAY,
  ENAMETOOLONG: 'The path is too long: configure a shorter one.',
  ELOOP: 'The path leads in a circle of symbolic links: mend the links, or configure another folder.',
  EMFILE: 'The process has too many files open: raise its limit (ulimit -n).',
};

/** Why the folders or the event log cannot be used, and what a person can do about it. */
export function describeStartError(error: unknown): JournalRuntimeError {
  const errno = errnoOf(error);
  const fix = FIXES[errno ?? innermostCode(error)];
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_FOLDER_UNUSABLE',
    `The journal cannot be written: ${errorMessage(error)} ${fix ?? ''}`.trim(),
    errno === undefined ? {} : { errno },
    { cause: error, ...(fix === undefined ? {} : { fix }) },
  );
}

function innermostCode(error: unknown): string {
  let code = '';
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 8;
    current = current.cause, depth += 1
  ) {
    if ('code' in current) code = String(current.code);
  }
  return code;
}
