import { JournalRuntimeError } from './errors.js';

/** What methods of a journal answer that is switched off. */
export function disabledError(): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_DISABLED',
    'Journaling is switched off (enabled: false), so nothing is written. Set enabled: true to write logs.',
  );
}
