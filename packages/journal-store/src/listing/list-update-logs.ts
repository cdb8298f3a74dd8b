import { parseLogFileName } from '@opta/journal-format';
import { isGuide } from '../folders/is-guide.js';
import { listFiles } from './list-files.js';
import type { ListingPlace } from './list-session-logs.js';
import type { Page, UpdateLogEntry, UpdateLogQuery } from './log-entry.js';
import { type Candidate, pageOf } from './page-of.js';
import { readHead } from './read-head.js';
import type { StoredFile } from './stored-file.js';
import { textOf } from './text-of.js';

interface UpdateName {
  date: string;
  number: number;
  id: string;
}

interface Source {
  /** Undefined outside the convention. */
  name: UpdateName | undefined;
  file: StoredFile;
}

const FILTERS = ['author', 'category'] as const;
const OTHER_LOG = /^[^.].*\.md$/s;
/** Digits of the greatest number that a name can have safely. */
const NUMBER_DIGITS = 16;

/** Update logs, newest first by the date in their names, those of one day by number. */
export async function listUpdateLogs(
  place: ListingPlace,
  query: UpdateLogQuery,
): Promise<Page<UpdateLogEntry>> {
  const files = await listFiles(place.fileSystem, place.directory);
  const candidates = files.flatMap((file) => toCandidate(file, query) ?? []);
  const filters = FILTERS.filter((field) => query[field] !== undefined);
  const total = candidates.length;
  const page = await pageOf(candidates, query, (candidate) => {
    const entry = toEntry(place, candidate.source);
    return entry !== undefined && filters.every((field) => entry[field] === query[field]) ? entry : undefined;
  });
  return filters.length === 0 ? { ...page, total } : page;
}

function toCandidate(file: StoredFile, query: UpdateLogQuery): Candidate<Source> | undefined {
  const { fileName } = file;
  const name = parseLogFileName(fileName);
  if (name?.kind === 'update') {
    if (query.since !== undefined && name.date < query.since) return undefined;
    if (query.until !== undefined && name.date > query.until) return undefined;
    const number = String(name.number).padStart(NUMBER_DIGITS, '0');
    return { key: `1${name.date}/${number}/${fileName}`, source: { name, file } };
  }
  if (query.includeOther !== true || !isOther(fileName)) return undefined;
  return { key: `0${fileName}`, source: { name: undefined, file } };
}

function isOther(name: string): boolean {
  return OTHER_LOG.test(name) && !isGuide(name);
}

function toEntry(
  { fileSystem, clock }: ListingPlace,
  { name: parsed, file: { fileName, path, archived } }: Source,
): UpdateLogEntry | undefined {
  const head = readHead(fileSystem.sync, path);
  if (head === undefined) return undefined;
  const { stat, frontmatter, readable, reason } = head;
  const modifiedAt = Number(stat.mtimeNs / 1_000_000n);
  const entry: UpdateLogEntry = {
    kind: parsed === undefined ? 'other' : 'update',
    fileName,
    size: stat.size,
    createdAt: (parsed && clock.toEpoch(parsed.date, textOf(frontmatter.time))) ?? modifiedAt,
    modifiedAt,
    ...(parsed === undefined ? {} : { date: parsed.date, id: parsed.id, number: parsed.number }),
    frontmatter,
    readable,
    ...(reason === undefined ? {} : { reason }),
    ...(archived === undefined ? {} : { archived }),
  };
  for (const key of ['author', 'category', 'commit'] as const) {
    const text = textOf(frontmatter[key]);
    if (text !== undefined) entry[key] = text;
  }
  return entry;
}
