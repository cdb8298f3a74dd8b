import { MAX_QUOTED_CHARACTERS } from './constants.js';

/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_RECOVERY_ERRORS = {
  JOURNAL_RECOVERY_FAILED: {
    meaning: 'The session log of a session could not be made. The others were not held up by it.',
    fix: 'Do what the cause says, and recover again; the event log is as it was.',
  },
  JOURNAL_RECOVERY_LISTING_FAILED: {
    meaning: 'The session folder could not be looked through, so nothing was recovered.',
    fix: 'Make the folder readable and writable, and recover again.',
  },
  JOURNAL_RECOVERY_OPTION_INVALID: {
    meaning: 'An option has a value that it cannot have.',
    fix: 'Give what the message says.',
  },
} as const;

export type JournalRecoveryErrorCode = keyof typeof JOURNAL_RECOVERY_ERRORS;

/** What this package throws, or reports for a single session. */
export class JournalRecoveryError extends Error {
  override readonly name = 'JournalRecoveryError';
  /** What to do about an error of this code. */
  readonly fix: string;

  constructor(
    readonly code: JournalRecoveryErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.fix = JOURNAL_RECOVERY_ERRORS[code].fix;
  }
}

/** A foreign value as a message shows it. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value);
  const shown = text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text;
  return JSON.stringify(shown);
}

/** The message of a cause for the message of what it caused. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
