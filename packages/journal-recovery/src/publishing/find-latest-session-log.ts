import type { SessionLog } from '@opta/journal-format';
import type { FoundSessionLog, JournalStore, SessionLogEntry } from '@opta/journal-store';

const MINUTE_LENGTH = 'YYYY-MM-DD-HHMM'.length;
const PAGE_SIZE = 200;

/**
 * The log of a session that had none a moment ago, under whatever name. Who has published one since has named it by
 * the day on which the session began, so that only the heads of that day are read.
 *
 * @param log - the one that would be published
 */
export async function findLatestSessionLog(
  store: JournalStore,
  log: SessionLog,
  source: string | { session: string },
): Promise<FoundSessionLog | undefined> {
  const day = { since: log.date, until: log.date, limit: PAGE_SIZE };
  let cursor: string | undefined;
  do {
    const page = await store.listSessionLogs({ ...day, cursor });
    // Whether it really is the one is decided in one place only.
    if (page.entries.some((entry) => mayBeLogOf(entry, log))) return store.findSessionLog(source);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return undefined;
}

function mayBeLogOf({ fileName, session, frontmatter }: SessionLogEntry, log: SessionLog): boolean {
  if (session !== undefined && session === log.session) return true;
  const { event_log: eventLog } = frontmatter;
  if (eventLog !== undefined) return eventLog === log.eventLog;
  // The original journal names neither.
  return session === undefined && log.eventLog?.startsWith(fileName.slice(0, MINUTE_LENGTH)) === true;
}
