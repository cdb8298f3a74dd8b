import { errnoOf } from '@opta/journal-fs';
import { toJournalDoctorError } from './errors.js';

/** Why one of several things could not be done, as plain data. */
export interface Failure {
  code: string;
  message: string;
}

/** What a package of the journal or the system refused while we did `doing`; anything else is a fault of ours and passes. */
export function toFailure(error: unknown, doing: string, path: string): Failure {
  const code = (error as { code?: unknown }).code;
  if (!(error instanceof Error)) throw error;
  if (typeof code === 'string' && code.startsWith('JOURNAL_')) return { code, message: error.message };
  if (errnoOf(error) === undefined) throw error;
  const { message } = toJournalDoctorError(error, doing, path);
  return { code: 'JOURNAL_DOCTOR_IO', message };
}
