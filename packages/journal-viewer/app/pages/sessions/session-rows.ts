import { parseLogFileName } from '@opta/journal-format';
import type { SessionLogEntry } from '../../api/types.js';

/** What is kept of an entry of the listing; there may be 100,000. */
export interface SessionRow {
  name: string;
  kind: SessionLogEntry['kind'];
  /** Epoch milliseconds of the begin. */
  at: number;
  /** `YYYY-MM-DD` and `HH:MM` of the name. */
  minute: string;
  device?: string;
  model?: string;
  duration?: string;
  status?: string;
  archived?: string;
  eventLog?: string;
  isReadable: boolean;
}

export function toSessionRow(entry: SessionLogEntry): SessionRow {
  const { filename, kind, created_at, date = '', time = '', event_log, readable } = entry;
  const device = kind === 'events' ? deviceOf(filename) : undefined;
  return {
    name: filename,
    kind,
    at: Date.parse(created_at),
    minute: `${date} ${time.slice(0, 5)}`,
    isReadable: readable,
    ...(event_log === undefined ? {} : { eventLog: event_log }),
    ...(device === undefined ? {} : { device }),
    ...pick(entry, ['device', 'model', 'duration', 'status', 'archived']),
  };
}

/**
 * The sessions of a listing: event logs are left out where the log of their session is there.
 *
 * @param rows - newest first
 * @param isWhole - whether these are all; else the log of the last event log may be on the next page
 */
export function selectSessions(rows: readonly SessionRow[], isWhole: boolean): SessionRow[] {
  return selectUnnamed(rows, new Set(rows.map(({ eventLog }) => eventLog)), isWhole);
}

/**
 * @param named - event logs whose sessions are known to be there
 */
export function selectUnnamed(
  rows: readonly SessionRow[],
  named: ReadonlySet<string | undefined>,
  isWhole: boolean,
): SessionRow[] {
  const old = rows.filter(({ kind, eventLog }) => kind === 'session' && eventLog === undefined);
  const unnamed = rows.filter(({ kind, name }) => kind === 'events' && !named.has(name));
  const [logs, eventLogs] = [countBegins(old), countBegins(unnamed)];
  const last = rows.at(-1)?.minute;
  return rows.filter((row) => {
    if (row.kind !== 'events') return row.kind === 'session';
    // Old programs name no event log: it began in the same minute. Which one is meant is not known where several did.
    const begin = beginOf(row);
    if (named.has(row.name) || (eventLogs.get(begin) ?? 0) <= (logs.get(begin) ?? 0)) return false;
    return isWhole || row.minute !== last;
  });
}

/** How many began in a minute on a device. */
function countBegins(rows: readonly SessionRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(beginOf(row), (counts.get(beginOf(row)) ?? 0) + 1);
  return counts;
}

function beginOf({ minute, device = '' }: SessionRow): string {
  return `${minute} ${device}`;
}

/** An event log has no frontmatter that would say it. */
function deviceOf(name: string): string | undefined {
  const parsed = parseLogFileName(name);
  return parsed?.kind === 'events' ? parsed.rest : undefined;
}

function pick<Key extends keyof SessionLogEntry>(
  entry: SessionLogEntry,
  keys: readonly Key[],
): Partial<Pick<SessionLogEntry, Key>> {
  return Object.fromEntries(
    keys.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]]])),
  ) as Partial<Pick<SessionLogEntry, Key>>;
}
