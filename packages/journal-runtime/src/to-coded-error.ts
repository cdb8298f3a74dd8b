import { JournalRuntimeError, type JournalRuntimeErrorCode } from './errors.js';
import type { CodedError } from './runtime-journal.js';
import { errorText } from './shown.js';

/** An error of the journal as it is; anything else wrapped, with what was being done. */
export function toCodedError(
  error: unknown,
  doing: string,
  code: JournalRuntimeErrorCode = 'JOURNAL_RUNTIME_UNEXPECTED',
): CodedError {
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('JOURNAL_')) {
    return error as CodedError;
  }
  return new JournalRuntimeError(code, `${doing} failed (${errorText(error)}).`, {}, { cause: error });
}
