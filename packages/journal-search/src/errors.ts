import { MAX_QUOTED_CHARACTERS } from './constants.js';

/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_SEARCH_ERRORS = {
  JOURNAL_SEARCH_CLOSED: {
    meaning: 'The search was closed before, or while the call was under way.',
    fix: 'Open another one with `openSearch`.',
  },
  JOURNAL_SEARCH_CURSOR_INVALID: {
    meaning: 'A cursor was not given out for this query, or was changed.',
    fix: 'Pass `next` of the page before exactly as it is, with the same query, or leave it out.',
  },
  JOURNAL_SEARCH_IO: {
    meaning: 'The system refused a call on the log folders. `facts.errno` has its name.',
    fix: 'Do what the message says for that errno: permissions, a folder that is none.',
  },
  JOURNAL_SEARCH_OPTION_INVALID: {
    meaning: 'An option has a value that it cannot have.',
    fix: 'Give what the message says.',
  },
  JOURNAL_SEARCH_QUERY_INVALID: {
    meaning: 'A query cannot be understood. The message names the place, what stands there and the fix.',
    fix: 'Do what the message says; put in quotes what is meant as plain words.',
  },
  JOURNAL_SEARCH_WORKER_FAILED: {
    meaning: 'To `onError`: a worker of the search ended or could not be started.',
    fix: 'Nothing: it is started again, and what it was doing is done again. Look at the cause if it comes often.',
  },
} as const;

export type JournalSearchErrorCode = keyof typeof JOURNAL_SEARCH_ERRORS;

/** What this package throws, or reports where nothing may be thrown. */
export class JournalSearchError extends Error {
  override readonly name = 'JournalSearchError';
  /** What to do about an error of this code. */
  readonly fix: string;

  constructor(
    readonly code: JournalSearchErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.fix = JOURNAL_SEARCH_ERRORS[code].fix;
  }
}

/** A foreign value as a message shows it. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value);
  const shown = text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text;
  return JSON.stringify(shown);
}
