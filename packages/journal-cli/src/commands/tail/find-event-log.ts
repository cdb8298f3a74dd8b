import { parseLogFileName } from '@opta/journal-format';
import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import { JournalCliError } from '../../errors.js';

/**
 * The event log that a person names: by its own name, that of its session log, or the identifier of its session.
 *
 * @throws {JOURNAL_CLI_NOT_FOUND} when there is none
 */
export async function findEventLog(
  store: JournalStore,
  entries: readonly EventLogEntry[],
  name: string,
): Promise<EventLogEntry> {
  const entry = await find(store, entries, name);
  if (entry !== undefined) return entry;
  throw new JournalCliError(
    'JOURNAL_CLI_NOT_FOUND',
    `No event log is that of ${JSON.stringify(name)} in ${store.sessionLogsDir}. Name an event log, a session log, or the identifier of a session.`,
    { name },
  );
}

async function find(
  store: JournalStore,
  entries: readonly EventLogEntry[],
  name: string,
): Promise<EventLogEntry | undefined> {
  const kind = parseLogFileName(name)?.kind;
  const withFile = (file: string | undefined): EventLogEntry | undefined =>
    entries.find(({ segments }) => file !== undefined && segments.includes(file));
  if (kind === 'events') return withFile(name);
  if (kind === 'session') return withFile((await store.readLog(name)).eventLog);
  for (const entry of entries) if ((await sessionOf(store, entry)) === name) return entry;
  return undefined;
}

async function sessionOf(store: JournalStore, entry: EventLogEntry): Promise<string | undefined> {
  for await (const found of store.readEvents(entry)) {
    if (found.kind !== 'record') continue;
    const isStart = found.eventType === 'journal_session_start' && found.seq !== undefined;
    const session = (found.data as { session?: unknown } | null)?.session;
    return isStart && typeof session === 'string' ? session : undefined;
  }
  return undefined;
}
