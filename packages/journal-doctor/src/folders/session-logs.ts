import { parseLogFileName } from '@opta/journal-format';
import type { EventLogEntry, JournalStore, SessionLogEntry } from '@opta/journal-store';
import { PAGE_SIZE } from '../constants.js';

/** A session log, as far as the doctor needs its head. */
export interface SessionHead {
  fileName: string;
  session?: string;
  /** The event log that its frontmatter names. */
  namedEventLog?: string;
  /** The same if it is there. */
  eventLog?: string;
  readable: boolean;
  reason?: string;
  archived?: string;
}

/** Both kinds of file of the session folder, and which belongs to which. */
export interface SessionFolder {
  sessionLogs: SessionHead[];
  eventLogs: EventLogEntry[];
  /** From the name of an event log to that of its session log. */
  sessionLogOf: ReadonlyMap<string, string>;
}

export async function readSessionFolder(store: JournalStore): Promise<SessionFolder> {
  const sessionLogs = await listSessionHeads(store);
  const pairs = await store.pairEventLogs();
  const sessionLogOf = new Map<string, string>();
  for (const { eventLog, sessionLog } of pairs) {
    if (sessionLog !== undefined) sessionLogOf.set(eventLog.fileName, sessionLog.fileName);
  }
  for (const { fileName, eventLog } of sessionLogs) {
    // What a log itself names counts here, also where another session wrote that event log.
    if (eventLog !== undefined) sessionLogOf.set(eventLog, fileName);
  }
  return { sessionLogs, eventLogs: pairs.map(({ eventLog }) => eventLog), sessionLogOf };
}

async function listSessionHeads(store: JournalStore): Promise<SessionHead[]> {
  const heads: SessionHead[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.listSessionLogs({ limit: PAGE_SIZE, cursor });
    heads.push(...page.entries.map(toHead));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return heads;
}

function toHead(entry: SessionLogEntry): SessionHead {
  const { fileName, session, eventLog, readable, reason, archived, frontmatter } = entry;
  const named = frontmatter.event_log;
  const isName = typeof named === 'string' && parseLogFileName(named)?.kind === 'events';
  return {
    fileName,
    readable,
    ...(session === undefined ? {} : { session }),
    ...(isName ? { namedEventLog: named } : {}),
    ...(eventLog === undefined ? {} : { eventLog }),
    ...(reason === undefined ? {} : { reason }),
    ...(archived === undefined ? {} : { archived }),
  };
}
