import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import { type FeedCursor, isSessionName } from './event-id.js';

/** The session and the number that the first line of an event log names; undefined for logs of other programs. */
export async function readFirstLine(
  store: JournalStore,
  entry: EventLogEntry,
): Promise<FeedCursor | undefined> {
  for await (const first of store.readEvents(entry)) {
    if (first.kind !== 'record' || first.eventType !== 'journal_session_start') return undefined;
    const session = (first.data as { session?: unknown } | null)?.session;
    return isSessionName(session) && first.seq !== undefined ? { session, seq: first.seq } : undefined;
  }
  return undefined;
}
