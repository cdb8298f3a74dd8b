import { type FrontmatterValue, parseLogFileName } from '@opta/journal-format';
import type { FileStat } from '@opta/journal-fs';
import type { ListingPlace } from './list-session-logs.js';
import type { LocalClock } from './local-clock.js';
import type { EventLogEntry, SessionLogEntry } from './log-entry.js';
import { type LogHead, readHead, statLog } from './read-head.js';
import type { StoredFile } from './stored-file.js';
import { textOf } from './text-of.js';

interface SessionName {
  date: string;
  time: string;
}

/**
 * Reads the head of a session log, or of another file with the ending of a log.
 *
 * @param hasEventLog - whether an event log of that name is there
 * @returns undefined if it is gone, or is no plain file
 */
export function toSessionLogEntry(
  { fileSystem, clock }: ListingPlace,
  file: StoredFile,
  hasEventLog: (name: string) => boolean,
): SessionLogEntry | undefined {
  const head = file.fileName.endsWith('.jsonl')
    ? headOf(statLog(fileSystem.sync, file.path))
    : readHead(fileSystem.sync, file.path);
  if (head === undefined) return undefined;
  const entry = describe(file, head, clock);
  const named = textOf(head.frontmatter.event_log);
  if (named === undefined || parseLogFileName(named)?.kind !== 'events' || !hasEventLog(named)) return entry;
  return { ...entry, eventLog: named };
}

/** An event log as it stands among session logs. */
export function toEventsEntry({ clock }: ListingPlace, eventLog: EventLogEntry): SessionLogEntry {
  const { device: _, date, time, ...facts } = eventLog;
  const createdAt = clock.toEpoch(date, time) ?? facts.modifiedAt;
  return { kind: 'events', ...facts, createdAt, date, time, frontmatter: {}, readable: true };
}

function headOf(stat: FileStat | undefined): LogHead | undefined {
  return stat && { stat, frontmatter: {}, readable: true, text: '' };
}

function describe(
  { fileName, archived }: StoredFile,
  { stat, frontmatter, readable, reason }: LogHead,
  clock: LocalClock,
): SessionLogEntry {
  const parsed = parseLogFileName(fileName);
  const name = parsed?.kind === 'session' ? parsed : undefined;
  const modifiedAt = Number(stat.mtimeNs / 1_000_000n);
  return {
    kind: name?.kind ?? 'other',
    fileName,
    size: stat.size,
    createdAt: startOf(frontmatter, name, clock) ?? modifiedAt,
    modifiedAt,
    ...(name === undefined ? {} : { date: name.date, time: name.time }),
    ...texts(frontmatter, ['device', 'user', 'model', 'duration', 'session', 'status']),
    frontmatter,
    readable,
    ...(reason === undefined ? {} : { reason }),
    ...(archived === undefined ? {} : { archived }),
  };
}

function startOf(
  frontmatter: Record<string, FrontmatterValue>,
  name: SessionName | undefined,
  clock: LocalClock,
): number | undefined {
  const started = Date.parse(textOf(frontmatter.started) ?? '');
  if (!Number.isNaN(started)) return started;
  return name && clock.toEpoch(name.date, name.time);
}

function texts<Key extends string>(
  frontmatter: Record<string, FrontmatterValue>,
  keys: readonly Key[],
): { [K in Key]?: string } {
  const found: { [K in Key]?: string } = {};
  for (const key of keys) {
    const text = textOf(frontmatter[key]);
    if (text !== undefined) found[key] = text;
  }
  return found;
}
