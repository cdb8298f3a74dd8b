import { join } from 'node:path';
import { type FrontmatterValue, parseLogFileName } from '@opta/journal-format';
import type { FileStat, FileSystem } from '@opta/journal-fs';
import { isGuide } from '../folders/is-guide.js';
import { listNames } from './list-names.js';
import type { LocalClock } from './local-clock.js';
import type { Page, SessionLogEntry, SessionLogQuery } from './log-entry.js';
import { type Candidate, pageOf } from './page-of.js';
import { type LogHead, readHead, statLog } from './read-head.js';
import { textOf } from './text-of.js';

export interface ListingPlace {
  fileSystem: FileSystem;
  directory: string;
  clock: LocalClock;
}

interface SessionName {
  kind: 'session' | 'events';
  date: string;
  time: string;
}

const FILTERS = ['device', 'model', 'user', 'status'] as const;
const OTHER_LOG = /^[^.].*\.(?:md|jsonl)$/s;

/** Session logs, newest first by the date and time in their names. */
export async function listSessionLogs(
  place: ListingPlace,
  query: SessionLogQuery,
): Promise<Page<SessionLogEntry>> {
  const names = await listNames(place.fileSystem, place.directory);
  const candidates = names.flatMap((name) => toCandidate(name, query) ?? []);
  const filters = FILTERS.filter((field) => query[field] !== undefined);
  const lookup = lazySet(names);
  const total = candidates.length;
  const page = await pageOf(candidates, query, (candidate) => {
    const entry = toEntry(place, candidate, lookup);
    return entry !== undefined && filters.every((field) => entry[field] === query[field]) ? entry : undefined;
  });
  return filters.length === 0 ? { ...page, total } : page;
}

function toCandidate(name: string, query: SessionLogQuery): Candidate<SessionName> | undefined {
  const parsed = parseLogFileName(name);
  if (parsed?.kind === 'session' || (parsed?.kind === 'events' && query.includeEventLogs === true)) {
    if (query.since !== undefined && parsed.date < query.since) return undefined;
    if (query.until !== undefined && parsed.date > query.until) return undefined;
    // Names begin with date and time, so their own order is that of the listing.
    return { name, key: `1${name}`, parsed };
  }
  if (parsed?.kind === 'events' || query.includeOther !== true || !isOther(name)) return undefined;
  return { name, key: `0${name}`, parsed: undefined };
}

function isOther(name: string): boolean {
  return OTHER_LOG.test(name) && !isGuide(name);
}

function toEntry(
  place: ListingPlace,
  { name, parsed }: Candidate<SessionName>,
  lookup: (name: string) => boolean,
): SessionLogEntry | undefined {
  const { sync } = place.fileSystem;
  if (name.endsWith('.jsonl')) {
    const stat = statLog(sync, join(place.directory, name));
    return stat && { ...describe(place, name, parsed, headOf(stat)), kind: parsed?.kind ?? 'other' };
  }
  const head = readHead(sync, place.directory, name);
  if (head === undefined) return undefined;
  const entry = describe(place, name, parsed, head);
  const eventLog = textOf(head.frontmatter.event_log);
  if (eventLog === undefined || parseLogFileName(eventLog)?.kind !== 'events' || !lookup(eventLog)) {
    return entry;
  }
  return { ...entry, eventLog };
}

function headOf(stat: FileStat): LogHead {
  return { stat, frontmatter: {}, readable: true };
}

function describe(
  place: ListingPlace,
  fileName: string,
  parsed: SessionName | undefined,
  { stat, frontmatter, readable, reason }: LogHead,
): SessionLogEntry {
  const modifiedAt = Number(stat.mtimeNs / 1_000_000n);
  return {
    kind: parsed?.kind ?? 'other',
    fileName,
    size: stat.size,
    createdAt: startOf(frontmatter, parsed, place.clock) ?? modifiedAt,
    modifiedAt,
    ...(parsed === undefined ? {} : { date: parsed.date, time: parsed.time }),
    ...texts(frontmatter, ['device', 'user', 'model', 'duration', 'session', 'status']),
    frontmatter,
    readable,
    ...(reason === undefined ? {} : { reason }),
  };
}

function startOf(
  frontmatter: Record<string, FrontmatterValue>,
  parsed: SessionName | undefined,
  clock: LocalClock,
): number | undefined {
  const started = Date.parse(textOf(frontmatter.started) ?? '');
  if (!Number.isNaN(started)) return started;
  return parsed && clock.toEpoch(parsed.date, parsed.time);
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

function lazySet(names: readonly string[]): (name: string) => boolean {
  let set: Set<string> | undefined;
  return (name) => {
    set ??= new Set(names);
    return set.has(name);
  };
}
