import { JournalRuntimeError } from '../errors.js';
import { errorText, visible } from '../shown.js';

const FIXES: Record<string, string> = {
  EACCES:
    'Give the user of this process the right to write there (chmod, chown), or configure another folder.',
  EPERM: 'Give the user of this process the right to write there, or configure another folder.',
  EROFS: 'The file system is read-only: mount it writable, or configure another folder.',
  ENOSPC: 'Free space on that disk.',
  EDQUOT: 'Free space within your quota on that disk.',
  ENOTDIR: 'A file stands where a folder is needed: move it away, or configure another folder.',
  EEXIST: 'A file stands where a folder is needed: move it away, or configure another folder.',
  ENAMETOOLONG: 'The path is too long: configure a shorter one.',
  ELOOP: 'The path leads in a circle of symbolic links: mend the links, or configure another folder.',
  EMFILE: 'The process has too many files open: raise its limit (ulimit -n).',
};

/** Why the folders or the event log could not be opened, and what a person can do about it. */
export function describeStartError(error: unknown, directory: string): JournalRuntimeError {
  const errno = errnoIn(error);
  const fix = errno === undefined ? undefined : FIXES[errno];
  const advice = fix ?? 'Make the folder usable, or configure another one.';
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_FOLDER_UNUSABLE',
    `The journal cannot write to ${visible(directory)} (${visible(errorText(error))}). ${advice} The journal tries again by itself.`,
    { directory, errno },
    { cause: error, fix: advice },
  );
}

/** The system's error code, also from inside the errors that wrap it. */
function errnoIn(error: unknown): string | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    const code = 'code' in current ? String(current.code) : '';
    if (/^E[A-Z0-9]+$/.test(code)) return code;
    current = current.cause;
  }
  return undefined;
}
