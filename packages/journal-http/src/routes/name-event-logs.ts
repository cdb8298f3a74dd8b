import type { JournalStore, LogEntry, SessionLogEntry } from '@opta/journal-store';

/**
 * Entries of the original programs name no event log: readers take the one of the same minute. Where several began in
 * it, this finds out which one is meant, by second and counts; the others have no session log.
 */
export async function nameEventLogs(store: JournalStore, entries: readonly LogEntry[]): Promise<LogEntry[]> {
  const sessions = entries.filter(isSessionEntry);
  const eventLogs = countMinutes(sessions.filter(({ kind }) => kind === 'events'));
  const unnamed = sessions.filter(({ kind, eventLog }) => kind === 'session' && eventLog === undefined);
  const found = new Map<LogEntry, string>();
  for (const entry of unnamed) {
    if ((eventLogs.get(minuteOf(entry)) ?? 0) < 2) continue;
    const eventLog = await findEventLog(store, entry);
    if (eventLog !== undefined) found.set(entry, eventLog);
  }
  return entries.map((entry) => {
    const eventLog = found.get(entry);
    return eventLog === undefined ? entry : { ...entry, eventLog };
  });
}

function isSessionEntry(entry: LogEntry): entry is SessionLogEntry {
  return 'kind' in entry && (entry.kind === 'session' || entry.kind === 'events');
}

function countMinutes(entries: readonly SessionLogEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(minuteOf(entry), (counts.get(minuteOf(entry)) ?? 0) + 1);
  return counts;
}

function minuteOf({ date, time = '' }: SessionLogEntry): string {
  return `${date} ${time.slice(0, 5)}`;
}

/** Undefined where the log has gone or cannot be read, which is told to whoever opens it. */
async function findEventLog(store: JournalStore, { fileName }: SessionLogEntry): Promise<string | undefined> {
  try {
    return (await store.readLog(fileName)).eventLog;
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('JOURNAL_STORE_')) throw error;
    return undefined;
  }
}
