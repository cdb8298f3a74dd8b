import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import { readFirstLine } from './read-first-line.js';
import { timeOfSession } from './time-of-session.js';

/** A session whose event log is on the disk. */
export interface StoredSession {
  session: string;
  entry: EventLogEntry;
}

/** Milliseconds by which the date in a name may be earlier than that in UTC: zones differ by 26 hours. */
const ZONES_MS = 48 * 3_600_000;

/**
 * A session and those that began after it, in the order in which they began, which is that of their names.
 *
 * @param live - the session that records now, which is the last one
 */
export async function findStoredSessions(
  store: JournalStore,
  session: string,
  live: string | undefined,
): Promise<StoredSession[]> {
  const from = firstDate(session);
  const found = new Map<string, StoredSession>();
  for (const entry of await store.listEventLogs()) {
    if (entry.date < from) break;
    const named = (await readFirstLine(store, entry))?.session;
    const isWanted = named !== undefined && named >= session && (live === undefined || named <= live);
    if (isWanted) found.set(named, { session: named, entry });
    if (named === session && session === live) break;
  }
  return [...found.values()].sort((a, b) => (a.session < b.session ? -1 : 1));
}

function firstDate(session: string): string {
  const begun = timeOfSession(session);
  return begun === undefined ? '' : new Date(begun - ZONES_MS).toISOString().slice(0, 10);
}
