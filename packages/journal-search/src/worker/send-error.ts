import { JOURNAL_SEARCH_ERRORS, JournalSearchError, type JournalSearchErrorCode } from '../errors.js';
import type { SentError } from './messages.js';

/** An errno, or what the store makes of one. */
const FROM_BELOW = /^(?:E[A-Z0-9]+|JOURNAL_STORE_\w+)$/;

/** An error as plain data. What the system or the store says is one of ours from here on. */
export function sendError(error: unknown): SentError {
  const { message, code, facts } = toSearchError(error) as Error & Partial<JournalSearchError>;
  return { message, ...(code === undefined ? {} : { code }), ...(facts === undefined ? {} : { facts }) };
}

export function receiveError({ message, code, facts }: SentError): Error {
  if (code === undefined || !Object.hasOwn(JOURNAL_SEARCH_ERRORS, code)) return new Error(message);
  return new JournalSearchError(code as JournalSearchErrorCode, message, facts);
}

export function toSearchError(error: unknown): Error {
  if (error instanceof JournalSearchError) return error;
  const { message, code, facts } = error as { message: string; code?: unknown; facts?: { errno?: unknown } };
  if (typeof code !== 'string' || !FROM_BELOW.test(code))
    return error instanceof Error ? error : new Error(String(error));
  const errno = facts?.errno ?? code;
  return new JournalSearchError(
    'JOURNAL_SEARCH_IO',
    `Cannot search: ${message}`,
    { errno },
    { cause: error },
  );
}
