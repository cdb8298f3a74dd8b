import { JournalFormatError } from '../errors.js';
import type { SessionLog, UpdateLog } from '../types.js';
import { parseSessionLog } from './parse-session-log.js';
import { parseUpdateLog } from './parse-update-log.js';

export type ParseResult<Log> = { ok: true; log: Log } | { ok: false; error: JournalFormatError };

/**
 * As {@link parseSessionLog}, but a document that cannot be read gives an error instead of throwing it.
 *
 * @example
 * ```ts
 * const result = safeParseSessionLog(text);
 * if (!result.ok) console.error(result.error.code, result.error.message);
 * ```
 */
export function safeParseSessionLog(text: string): ParseResult<SessionLog> {
  return safely(() => parseSessionLog(text));
}

/** As {@link parseUpdateLog}, but a document that cannot be read gives an error instead of throwing it. */
export function safeParseUpdateLog(text: string): ParseResult<UpdateLog> {
  return safely(() => parseUpdateLog(text));
}

function safely<Log>(parse: () => Log): ParseResult<Log> {
  try {
    return { ok: true, log: parse() };
  } catch (error) {
    if (error instanceof JournalFormatError) return { ok: false, error };
    throw error;
  }
}
