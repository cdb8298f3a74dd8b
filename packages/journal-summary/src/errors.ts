/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_SUMMARY_ERRORS = {
  JOURNAL_SUMMARY_SESSION_INVALID: {
    meaning: 'A summary cannot begin, because the session has no usable start time or time zone.',
    fix: 'Give `startedAt` in epoch milliseconds and an IANA name such as `Australia/Sydney` as `timeZone`.',
  },
} as const;

export type JournalSummaryErrorCode = keyof typeof JOURNAL_SUMMARY_ERRORS;

/** What `createSummary` throws. Nothing else of this package throws. */
export class JournalSummaryError extends Error {
  override readonly name = 'JournalSummaryError';

  constructor(
    readonly code: JournalSummaryErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
