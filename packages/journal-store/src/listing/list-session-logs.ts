import { type FrontmatterValue, parseLogFileName } from '@opta/journal-format';
import type { FileStat, FileSystem } from '@opta/journal-fs';
import { type EventLogFiles, groupEventLogs } from '../events/group-event-logs.js';
import { isGuide } from '../folders/is-guide.js';
import { toEventLogEntry } from './list-event-logs.js';
import { listFiles } from './list-files.js';
import type { LocalClock } from './local-clock.js';
import type { Page, SessionLogEntry, SessionLogQuery } from './log-entry.js';
import { type Candidate, pageOf } from './page-of.js';
import { type LogHead, readHead, statLog } from './read-head.js';
import type { StoredFile } from './stored-file.js';
import { textOf } from './text-of.js';

export interface ListingPlace {
  fileSystem: FileSystem;
  directory: string;
  clock: LocalClock;
}

interface SessionName {
  date: string;
  time: string;
  kind: 'session' | 'events';
}

/** Where an entry is read: from the head of a file, or from the files of an event log. */
interface Source {
  name: SessionName | undefined;
  file: StoredFile;
  eventLog?: EventLogFiles;
}

const FILTERS = ['device', 'model', 'user', 'status'] as const;
const OTHER_LOG = /^[^.].*\.(?:md|jsonl)$/s;

/** Session logs, newest first by the date and time in their names. */
export async function listSessionLogs(
  place: ListingPlace,
  query: SessionLogQuery,
): Promise<Page<SessionLogEntry>> {
  const files = await listFiles(place.fileSystem, place.directory);
  const candidates = files.flatMap((file) => toCandidate(file, query) ?? []);
  if (query.includeEventLogs === true) {
    candidates.push(...groupEventLogs(files).flatMap((group) => toEventLogCandidate(group, query) ?? []));
  }
  const filters = FILTERS.filter((field) => query[field] !== undefined);
  const lookup = lazySet(files);
  const total = candidates.length;
  const page = await pageOf(candidates, query, (candidate) => {
    const entry = toEntry(place, candidate.source, lookup);
    return entry !== undefined && filters.every((field) => entry[field] === query[field]) ? entry : undefined;
  });
  return filters.length === 0 ? { ...page, total } : page;
}

function toCandidate(file: StoredFile, query: SessionLogQuery): Candidate<Source> | undefined {
  const { fileName } = file;
  const name = parseLogFileName(fileName);
  if (name?.kind === 'session') {
    if (!isInDays(name.date, query)) return undefined;
    // Names begin with date and time, so their own order is that of the listing.
    return { key: `1${fileName}`, source: { name, file } };
  }
  if (name?.kind === 'events' || query.includeOther !== true || !isOther(fileName)) return undefined;
  return { key: `0${fileName}`, source: { name: undefined, file } };
}

function toEventLogCandidate(eventLog: EventLogFiles, query: SessionLogQuery): Candidate<Source> | undefined {
  const { name, fileName, segments } = eventLog;
  const [file] = segments;
  if (file === undefined || !isInDays(name.date, query)) return undefined;
  return { key: `1${fileName}`, source: { name, file, eventLog } };
}

function isInDays(date: string, { since, until }: SessionLogQuery): boolean {
  return (since === undefined || date >= since) && (until === undefined || date <= until);
}

function isOther(name: string): boolean {
  return OTHER_LOG.test(name) && !isGuide(name);
}

function toEntry(
  place: ListingPlace,
  { name, file, eventLog }: Source,
  lookup: (name: string) => boolean,
): SessionLogEntry | undefined {
  const { sync } = place.fileSystem;
  if (eventLog !== undefined) return describeEventLog(place, eventLog);
  if (file.fileName.endsWith('.jsonl')) {
    const stat = statLog(sync, file.path);
    return stat && describe(place, file, name, headOf(stat));
  }
  const head = readHead(sync, file.path);
  if (head === undefined) return undefined;
  const entry = describe(place, file, name, head);
  const named = textOf(head.frontmatter.event_log);
  if (named === undefined || parseLogFileName(named)?.kind !== 'events' || !lookup(named)) {
    return entry;
  }
  return { ...entry, eventLog: named };
}

function describeEventLog(place: ListingPlace, group: EventLogFiles): SessionLogEntry | undefined {
  const eventLog = toEventLogEntry(place.fileSystem.sync, group);
  if (eventLog === undefined) return undefined;
  const { device: _, date, time, ...facts } = eventLog;
  const createdAt = place.clock.toEpoch(date, time) ?? facts.modifiedAt;
  return { kind: 'events', ...facts, createdAt, date, time, frontmatter: {}, readable: true };
}

function headOf(stat: FileStat): LogHead {
  return { stat, frontmatter: {}, readable: true };
}

function describe(
  place: ListingPlace,
  { fileName, archived }: StoredFile,
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
    ...(archived === undefined ? {} : { archived }),
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

function lazySet(files: readonly StoredFile[]): (name: string) => boolean {
  let set: Set<string> | undefined;
  return (name) => {
    set ??= new Set(files.map(({ fileName }) => fileName));
    return set.has(name);
  };
}
