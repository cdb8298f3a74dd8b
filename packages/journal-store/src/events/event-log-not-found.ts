import { JournalStoreError, quote } from '../errors.js';

/** @param what - which event log, or which of its files, as the message names it */
export function eventLogNotFound(what: string, directory: string, options?: ErrorOptions): JournalStoreError {
  return new JournalStoreError(
    'JOURNAL_STORE_LOG_NOT_FOUND',
    `Cannot find ${what} in ${quote(directory)}. Take a name from the listing.`,
    { directory },
    options,
  );
}
