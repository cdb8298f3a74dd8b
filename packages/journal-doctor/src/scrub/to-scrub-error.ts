import { JournalDoctorError, quote, toJournalDoctorError } from '../errors.js';
import { ScrubBreaksError } from './scrub-breaks-error.js';

/** The error for what went wrong with one file; a fault of ours passes as it is. */
export function toScrubError(error: unknown, path: string): Error {
  const isBroken = error instanceof ScrubBreaksError || isCompressionError(error);
  if (!isBroken) return toJournalDoctorError(error, 'scrub', path);
  return new JournalDoctorError(
    'JOURNAL_DOCTOR_UNSCRUBBABLE',
    `Cannot take the secrets out of ${quote(path)}: ${error.message}. It is as it was; edit or remove it by hand.`,
    { path },
    { cause: error },
  );
}

function isCompressionError(error: unknown): error is Error {
  return error instanceof Error && /^Z_/.test(String((error as { code?: unknown }).code));
}
