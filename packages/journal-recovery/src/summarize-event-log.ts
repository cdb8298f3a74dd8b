import type { JournalStore } from '@opta/journal-store';
import type { Summary, SummarySession } from '@opta/journal-summary';
import { foldEventLog, foldEventLogSync } from './session/fold-event-log.js';

/** A session that has an event log. */
export interface LoggedSession extends SummarySession {
  /** Name of its first segment, which need not be there any more. */
  eventLog: string;
}

/**
 * The summary of what stands in the event log of a session: for a runtime that has lost events after it had taken them.
 * Its session log is then the one that a recovery would make.
 *
 * @returns with everything that has reached the files
 * @throws {JOURNAL_STORE_LOG_NOT_FOUND} when the event log is gone
 * @throws {JOURNAL_STORE_IO} when the system refuses
 */
export async function summarizeEventLog(store: JournalStore, session: LoggedSession): Promise<Summary> {
  return (await foldEventLog(store, session.eventLog, session)).summary;
}

/** The same before returning, for the last moments of a process. */
export function summarizeEventLogSync(store: JournalStore, session: LoggedSession): Summary {
  return foldEventLogSync(store, session.eventLog, session).summary;
}
