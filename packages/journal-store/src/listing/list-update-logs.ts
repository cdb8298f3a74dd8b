import { parseLogFileName } from '@opta/journal-format';
import { isGuide } from '../folders/is-guide.js';
import { listNames } from './list-names.js';
import type { ListingPlace } from './list-session-logs.js';
import type { Page, UpdateLogEntry, UpdateLogQuery } from './log-entry.js';
import { type Candidate, pageOf } from './page-of.js';
import { readHead } from './read-head.js';
import { textOf } from './text-of.js';

interface UpdateName {
  date: string;
  number: number;
  id: string;
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
  const names = await listNames(place.fileSystem, place.directory);
  const candidates = names.flatMap((name) => toCandidate(name, query) ?? []);
  const filters = FILTERS.filter((field) => query[field] !== undefined);
  const total = candidates.length;
  const page = await pageOf(candidates, query, (candidate) => {
    const entry = toEntry(place, candidate);
    return entry !== undefined && filters.every((field) => entry[field] === query[field]) ? entry : undefined;
  });
  return filters.length === 0 ? { ...page, total } : page;
}

function toCandidate(name: string, query: UpdateLogQuery): Candidate<UpdateName> | undefined {
  const parsed = parseLogFileName(name);
  if (parsed?.kind === 'update') {
    if (query.since !== undefined && parsed.date < query.since) return undefined;
    if (query.until !== undefined && parsed.date > query.until) return undefined;
    const number = String(parsed.number).padStart(NUMBER_DIGITS, '0');
    return { name, key: `1${parsed.date}/${number}/${name}`, parsed };
  }
  if (query.includeOther !== true || !isOther(name)) return undefined;
  return { name, key: `0${name}`, parsed: undefined };
}

function isOther(name: string): boolean {
  return OTHER_LOG.test(name) && !isGuide(name);
}

function toEntry(
  { fileSystem, directory, clock }: ListingPlace,
  { name, parsed }: Candidate<UpdateName>,
): UpdateLogEntry | undefined {
  const head = readHead(fileSystem.sync, directory, name);
  if (head === undefined) return undefined;
  const { stat, frontmatter, readable, reason } = head;
  const modifiedAt = Number(stat.mtimeNs / 1_000_000n);
  const entry: UpdateLogEntry = {
    kind: parsed === undefined ? 'other' : 'update',
    fileName: name,
    size: stat.size,
    createdAt: (parsed && clock.toEpoch(parsed.date, textOf(frontmatter.time))) ?? modifiedAt,
    modifiedAt,
    ...(parsed === undefined ? {} : { date: parsed.date, id: parsed.id, number: parsed.number }),
    frontmatter,
    readable,
    ...(reason === undefined ? {} : { reason }),
  };
  for (const key of ['author', 'category', 'commit'] as const) {
    const text = textOf(frontmatter[key]);
    if (text !== undefined) entry[key] = text;
  }
  return entry;
}
