import { createHash } from 'node:crypto';
import type { JournalStore, SessionLogEntry } from '@opta/journal-store';
import type { TimeSlice } from '../../time-slice.js';
import type { StatisticsCache } from '../cache/statistics-cache.js';
import type { ListedLogs } from './list-logs.js';

/** How long the part of a name is that says the minute, `YYYY-MM-DD-HHMM`. */
const MINUTE_LENGTH = 15;

/** Names of event logs with the names of their session logs. */
export type PairedNames = [eventLog: string, sessionLog: string][];

/**
 * Which session log belongs to which event log. The store opens every event log for that, so it is asked only when
 * something has changed on which its answer depends.
 */
export async function pairLogs(
  store: JournalStore,
  listed: ListedLogs,
  { cache, slice }: { cache: StatisticsCache; slice: TimeSlice },
): Promise<{ key: string; pairs: PairedNames }> {
  const key = await pairingKey(listed, slice);
  const known = cache.get(key);
  if (known !== undefined) return { key, pairs: known as PairedNames };
  const found = listed.eventLogs.length === 0 ? [] : await store.pairEventLogs();
  const pairs = found.flatMap(
    ({ eventLog, sessionLog }): PairedNames =>
      sessionLog === undefined ? [] : [[eventLog.fileName, sessionLog.fileName]],
  );
  cache.set(key, pairs);
  return { key, pairs };
}

async function pairingKey(
  { eventLogs, sessionLogs, otherLogs }: ListedLogs,
  slice: TimeSlice,
): Promise<string> {
  const oldMinutes = new Set(sessionLogs.filter(isOld).map(minuteOf));
  const hash = createHash('sha256');
  for (const entry of [...eventLogs, ...sessionLogs, ...otherLogs]) {
    if (slice.isOver) await slice.rest();
    // Only logs of the original journal are paired by what event logs have beyond their begin.
    const isEnough = entry.kind === 'events' && !oldMinutes.has(minuteOf(entry));
    hash.update(isEnough ? `${entry.fileName}\n` : `${entry.fileName}/${entry.size}/${entry.modifiedAt}\n`);
  }
  return `pairs:${hash.digest('base64url')}`;
}

function isOld({ frontmatter }: SessionLogEntry): boolean {
  return frontmatter.session === undefined && frontmatter.event_log === undefined;
}

function minuteOf({ fileName }: SessionLogEntry): string {
  return fileName.slice(0, MINUTE_LENGTH);
}
