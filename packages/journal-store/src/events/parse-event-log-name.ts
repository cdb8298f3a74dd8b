import { type EventLogName, parseLogFileName } from '@opta/journal-format';
import { JournalStoreError, quote } from '../errors.js';

/**
 * What the name of a segment says.
 *
 * @throws {JOURNAL_STORE_NAME_INVALID} when it is no name of an event log
 */
export function parseEventLogName(fileName: string): EventLogName {
  const name = parseLogFileName(fileName);
  if (name?.kind === 'events') return name;
  throw new JournalStoreError(
    'JOURNAL_STORE_NAME_INVALID',
    `Cannot read events of ${quote(fileName)}: that is no name of an event log (YYYY-MM-DD-HHMMSS-device-events.jsonl). Take one from the listing.`,
    { fileName: fileName.slice(0, 200) },
  );
}
