import { errnoOf } from '@opta/journal-fs';
import { MAX_QUOTED_CHARACTERS, MAX_QUOTED_NAMES } from './constants.js';

/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_DOCTOR_ERRORS = {
  JOURNAL_DOCTOR_IO: {
    meaning: 'The system refused a call. The cause has its errno, `facts.errno` repeats it.',
    fix: 'Do what the message says for that errno, and diagnose again.',
  },
  JOURNAL_DOCTOR_LOG_CHANGED: {
    meaning:
      'A log was changed by somebody else while it was being repaired or scrubbed. It is as they left it.',
    fix: 'Diagnose or scrub again when nobody edits the log.',
  },
  JOURNAL_DOCTOR_NAME_TAKEN: {
    meaning: 'The name of a file shows a secret, and the name that it would get is taken.',
    fix: 'Rename one of the two files by hand, and scrub again.',
  },
  JOURNAL_DOCTOR_NOT_CONFIRMED: {
    meaning: 'A file that was written did not read back as it was written. The original is kept.',
    fix: 'Look at the disk. The original is in `.opta-journal/replaced/pending` or still in its place.',
  },
  JOURNAL_DOCTOR_NUMBER_STILL_SHARED: {
    meaning: 'last-numbers.txt has the marks of a merge conflict, and logs still share a number.',
    fix: 'Repair the duplicate numbers first; the conflict is what shows them.',
  },
  JOURNAL_DOCTOR_PLAN_INVALID: {
    meaning:
      'A plan has a step that no plan of `planRepair` or `planScrub` has, for instance a path instead of a file name.',
    fix: 'Make a plan with `planRepair` from fresh findings, or with `planScrub`, and pass it as it is.',
  },
  JOURNAL_DOCTOR_SECRET_UNUSABLE: {
    meaning:
      'A secret is too short to be told from harmless words, no text, or a part of what would replace it. Nothing was touched.',
    fix: 'Give secrets of at least 8 characters, as they were before anything escaped them; edit shorter ones out by hand.',
  },
  JOURNAL_DOCTOR_UNEDITABLE: {
    meaning: 'The frontmatter of a log cannot be edited without changing something else in it.',
    fix: 'Mend its frontmatter by hand (one `key: value` a line, UTF-8), and diagnose again.',
  },
  JOURNAL_DOCTOR_UNSCRUBBABLE: {
    meaning: 'A file cannot be read, or could not be read any more without the secret. It is as it was.',
    fix: 'Edit the secret out of it by hand, or remove the file.',
  },
} as const;

export type JournalDoctorErrorCode = keyof typeof JOURNAL_DOCTOR_ERRORS;

/** What this package throws, or reports for a single step of a repair. */
export class JournalDoctorError extends Error {
  override readonly name = 'JournalDoctorError';
  /** What to do about an error of this code. */
  readonly fix: string;

  constructor(
    readonly code: JournalDoctorErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.fix = JOURNAL_DOCTOR_ERRORS[code].fix;
  }
}

/** The error for what the system refused while we did `doing`; anything else passes as it is. */
export function toJournalDoctorError(error: unknown, doing: string, path: string): Error {
  const errno = errnoOf(error);
  if (error instanceof JournalDoctorError || errno === undefined) return error as Error;
  return new JournalDoctorError(
    'JOURNAL_DOCTOR_IO',
    `Cannot ${doing} ${quote(path)}: ${(error as Error).message}`,
    { path, errno },
    { cause: error },
  );
}

/** A foreign value as a message shows it. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value);
  const shown = text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text;
  return JSON.stringify(shown);
}

/** Some names as a message shows them. */
export function quoteList(names: readonly string[]): string {
  return joinSome(names.map(quote));
}

/** Some parts of a message, the others as a count. */
export function joinSome(parts: readonly string[]): string {
  const shown = parts.slice(0, MAX_QUOTED_NAMES).join(', ');
  const left = parts.length - MAX_QUOTED_NAMES;
  return left > 0 ? `${shown} and ${left} more` : shown;
}
