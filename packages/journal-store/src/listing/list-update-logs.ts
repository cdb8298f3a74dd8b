import { parseLogFileName } from '@opta/journal-format';
import { isGuide } from '../folders/is-guide.js';
import { countFailedSteps } from './count-failed-steps.js';
import { EntryReader } from './entry-reader.js';
import { groupByDay, UPDATE_NAME } from './group-by-day.js';
import { type KeyForm, toKeyGroups } from './key-groups.js';
import { listFolder } from './list-files.js';
import type { ListingPlace } from './list-session-logs.js';
import type { Page, UpdateLogEntry, UpdateLogQuery } from './log-entry.js';
import { pageOf } from './page-of.js';
import { readHead } from './read-head.js';
import type { StoredFile } from './stored-file.js';
import { textOf } from './text-of.js';

const FILTERS = ['author', 'category'] as const;
const OTHER_LOG = /^[^.].*\.md$/s;
/** Those of one day by number, as a number. */
const KEYS: KeyForm = { keyOf: (date, name) => `${date}/${numberOf(name)}/${name}`, isOther };
/** Digits of the greatest number that a name can have safely. */
const NUMBER_DIGITS = 16;

/** Update logs, newest first by the date in their names, those of one day by number. */
export async function listUpdateLogs(
  place: ListingPlace,
  query: UpdateLogQuery,
): Promise<Page<UpdateLogEntry>> {
  const { names, fileOf } = await listFolder(place.fileSystem, place.directory);
  const reader = new EntryReader({
    place,
    fields: FILTERS,
    query,
    describe: (file) => toUpdateLogEntry(place, file),
  });
  return pageOf<UpdateLogEntry>({
    groups: toKeyGroups(await groupByDay(names, UPDATE_NAME), query, KEYS),
    query,
    isFiltered: reader.isFiltered,
    toEntry: (key) => reader.read(fileOf(nameOf(key))),
  });
}

/** The name in which a key ends. */
function nameOf(key: string): string {
  return key.startsWith('0') ? key.slice(1) : key.slice(key.lastIndexOf('/') + 1);
}

/** The number with which a name begins, as text that sorts like a number. */
function numberOf(name: string): string {
  return String(Number.parseInt(name, 10)).padStart(NUMBER_DIGITS, '0');
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
