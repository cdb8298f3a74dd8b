/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_HTTP_ERRORS = {
  JOURNAL_HTTP_OPTION_INVALID: {
    meaning: 'An option given to createJournalApi has a value that it cannot have.',
    fix: 'Give the option a value of the kind that the message names.',
  },
} as const;

export type JournalHttpErrorCode = keyof typeof JOURNAL_HTTP_ERRORS;

/** What this package throws; only `createJournalApi` does, requests are always answered. */
export class JournalHttpError extends Error {
  override readonly name = 'JournalHttpError';

  constructor(
    readonly code: JournalHttpErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
