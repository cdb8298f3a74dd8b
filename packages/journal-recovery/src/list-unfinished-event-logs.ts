import type { EventLogEntry, JournalStore } from '@opta/journal-store';

/** Event logs to which no session log belongs, the oldest first, so that copies of a name count upwards. */
export async function listUnfinishedEventLogs(store: JournalStore): Promise<EventLogEntry[]> {
  const pairs = await store.pairEventLogs();
  return pairs
    .filter(({ eventLog, sessionLog }) => eventLog.archived === undefined && sessionLog === undefined)
    .map(({ eventLog }) => eventLog)
    .sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
}
