/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_REDACT_ERRORS = {
  JOURNAL_REDACT_POLICY_INVALID: {
    meaning: 'A redaction policy has mistakes; the message lists all of them.',
    fix: 'Do what the message says of each: it names the place in the policy, the value and what is allowed.',
  },
} as const;

export type JournalRedactErrorCode = keyof typeof JOURNAL_REDACT_ERRORS;

/** What `createRedactor` throws. */
export class JournalRedactError extends Error {
  override readonly name = 'JournalRedactError';

  constructor(
    readonly code: JournalRedactErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
