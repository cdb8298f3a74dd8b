import { parseLogFileName } from '@opta/journal-format';
import { isGuide } from '../folders/is-guide.js';
import { countFailedSteps } from './count-failed-steps.js';
import { EntryReader, isFilteredBy } from './entry-reader.js';
import type { ListingPlace } from './list-session-logs.js';
import { type FolderForm, readListedFolder } from './listed-folder.js';
import type { ListingMemory } from './listing-memory.js';
import type { Page, UpdateLogEntry, UpdateLogQuery } from './log-entry.js';
import { UPDATE_NAME } from './names-by-day.js';
import { pageOf } from './page-of.js';
import { readHead } from './read-head.js';
import { sortByNumber } from './sort-by-number.js';
import type { StoredFile } from './stored-file.js';
import { textOf } from './text-of.js';

const FILTERS = ['author', 'category'] as const;
const OTHER_LOG = /^[^.].*\.md$/s;
/** Digits of the greatest number that a name can have safely. */
const NUMBER_DIGITS = 16;

export const UPDATE_LOGS: FolderForm = {
  names: UPDATE_NAME,
  keys: { keyOf, sort: (names) => sortByNumber(names, numberOf), isOther },
};

/** Update logs, newest first by the date in their names, those of one day by number. */
export async function listUpdateLogs(
  place: ListingPlace,
  query: UpdateLogQuery,
  memory: ListingMemory,
): Promise<Page<UpdateLogEntry>> {
  const isFiltered = isFilteredBy(FILTERS, query);
  const listed = isFiltered ? await memory.list() : await readListedFolder(place, UPDATE_LOGS);
  const reader = new EntryReader({
    place,
    listed,
    fields: FILTERS,
    query,
    describe: (file) => toUpdateLogEntry(place, file),
  });
  return pageOf<UpdateLogEntry>({
    groups: listed.groups.select(query),
    query,
    isFiltered,
    mayMatch: reader.mayMatch,
    toEntry: (name) => reader.read(name),
  });
}

function keyOf(date: string, name: string): string {
  return `${date}/${String(numberOf(name)).padStart(NUMBER_DIGITS, '0')}/${name}`;
}

/** The number with which a name begins. */
function numberOf(name: string): number {
  return Number.parseInt(name, 10);
}

function isOther(name: string): boolean {
  return OTHER_LOG.test(name) && !isGuide(name);
}

/** @returns undefined if it is gone, or is no plain file */
function toUpdateLogEntry(
  { fileSystem, clock }: ListingPlace,
  { fileName, path, archived }: StoredFile,
): UpdateLogEntry | undefined {
  const head = readHead(fileSystem.sync, path);
  if (head === undefined) return undefined;
  const { stat, frontmatter, readable, reason, text } = head;
  const failedSteps = countFailedSteps(text);
  const parsed = parseLogFileName(fileName);
  const name = parsed?.kind === 'update' ? parsed : undefined;
  const modifiedAt = Number(stat.mtimeNs / 1_000_000n);
  const entry: UpdateLogEntry = {
    kind: name?.kind ?? 'other',
    fileName,
    size: stat.size,
    createdAt: (name && clock.toEpoch(name.date, textOf(frontmatter.time))) ?? modifiedAt,
    modifiedAt,
    ...(name === undefined ? {} : { date: name.date, id: name.id, number: name.number }),
    frontmatter,
    readable,
    ...(reason === undefined ? {} : { reason }),
    ...(failedSteps === 0 ? {} : { failedSteps }),
    ...(archived === undefined ? {} : { archived }),
  };
  for (const key of ['author', 'category', 'commit'] as const) {
    const value = textOf(frontmatter[key]);
    if (value !== undefined) entry[key] = value;
  }
  return entry;
}
