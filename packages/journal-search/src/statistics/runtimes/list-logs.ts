import type { JournalStore, SessionLogEntry } from '@opta/journal-store';
import { LISTING_PAGE_SIZE } from '../constants.js';

/** The logs of runtimes as a folder has them, live and archived, newest first. */
export interface ListedLogs {
  eventLogs: SessionLogEntry[];
  sessionLogs: SessionLogEntry[];
  /** Logs whose names are outside the convention; one of them may belong to an event log all the same. */
  otherLogs: SessionLogEntry[];
}

/** Reads the frontmatter of session logs; no event log is opened. */
export async function listLogs(store: JournalStore): Promise<ListedLogs> {
  const listed: ListedLogs = { eventLogs: [], sessionLogs: [], otherLogs: [] };
  let cursor: string | undefined;
  do {
    const page = await store.listSessionLogs({
      limit: LISTING_PAGE_SIZE,
      cursor,
      includeEventLogs: true,
      includeOther: true,
    });
    for (const entry of page.entries) listOf(listed, entry).push(entry);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return listed;
}

function listOf(listed: ListedLogs, { kind }: SessionLogEntry): SessionLogEntry[] {
  if (kind === 'events') return listed.eventLogs;
  return kind === 'session' ? listed.sessionLogs : listed.otherLogs;
}
