import { parseLogFileName } from '@opta/journal-format';
import type { FileSystem } from '@opta/journal-fs';
import { isEventLogName } from '../events/find-segments.js';
import { type EventLogFiles, groupEventLogs } from '../events/group-event-logs.js';
import { isGuide } from '../folders/is-guide.js';
import { EntryReader, isFilteredBy } from './entry-reader.js';
import { readEventLogEntry } from './list-event-logs.js';
import type { FolderNames } from './list-files.js';
import { type FolderForm, readListedFolder } from './listed-folder.js';
import type { ListingMemory } from './listing-memory.js';
import type { LocalClock } from './local-clock.js';
import type { Page, SessionLogEntry, SessionLogQuery } from './log-entry.js';
import { type NamesByDay, SESSION_NAME } from './names-by-day.js';
import { numberAt } from './number-at.js';
import { pageOf } from './page-of.js';
import { pushTo } from './push-to.js';
import { toEventsEntry, toSessionLogEntry } from './session-log-entry.js';
import { sortByNumber } from './sort-by-number.js';

export interface ListingPlace {
  fileSystem: FileSystem;
  directory: string;
  clock: LocalClock;
}

const FILTERS = ['device', 'model', 'user', 'status'] as const;
const OTHER_LOG = /^[^.].*\.(?:md|jsonl)$/s;
const MINUTE_BEGIN = 'YYYY-MM-DD-'.length;
const MINUTE_END = 'YYYY-MM-DD-HHMM'.length;
/** Names begin with date and time, so their own order is that of the listing. */
export const SESSION_LOGS: FolderForm = {
  names: SESSION_NAME,
  keys: { keyOf: (_date, name) => name, sort: (names) => sortByNumber(names, minuteOf), isOther },
};

/** Session logs, newest first by the date and time in their names. */
export async function listSessionLogs(
  place: ListingPlace,
  query: SessionLogQuery,
  memory: ListingMemory,
): Promise<Page<SessionLogEntry>> {
  const isFiltered = isFilteredBy(FILTERS, query);
  const eventLogs = new Map<string, EventLogFiles>();
  const addEventLogs = ({ names, fileOf }: FolderNames, { days }: NamesByDay): void => {
    for (const eventLog of groupEventLogs(names.filter(isEventLogName).map(fileOf))) {
      eventLogs.set(eventLog.fileName, eventLog);
      pushTo(days, eventLog.name.date, eventLog.fileName);
    }
  };
  // An event log has nothing that a filter compares.
  const listed = isFiltered
    ? await memory.list()
    : await readListedFolder(place, SESSION_LOGS, {
        ...(query.includeOther === true ? {} : { isWanted: isWithin(query) }),
        ...(query.includeEventLogs === true ? { addNames: addEventLogs } : {}),
      });
  const hasEventLog = lazySet(listed.names);
  const reader = new EntryReader({
    place,
    listed,
    fields: FILTERS,
    query,
    describe: (file) => toSessionLogEntry(place, file, hasEventLog),
  });
  return pageOf<SessionLogEntry>({
    groups: listed.groups.select(query),
    query,
    isFiltered,
    mayMatch: reader.mayMatch,
    toEntry: (name) => {
      const eventLog = eventLogs.get(name);
      return eventLog === undefined ? reader.read(name) : readEventLog(place, eventLog);
    },
  });
}

/** By the day with which a name begins: to sort out the others is quicker than to put them in order. */
function isWithin({ since = '', until = '9999-12-31' }: SessionLogQuery): (name: string) => boolean {
  const end = `${until}~`;
  return (name) => name >= since && name <= end;
}

/** The digits of hour and minute as a number. */
function minuteOf(name: string): number {
  return numberAt(name, MINUTE_BEGIN, MINUTE_END);
}

function isOther(name: string): boolean {
  return OTHER_LOG.test(name) && !isGuide(name) && parseLogFileName(name)?.kind !== 'events';
}

async function readEventLog(place: ListingPlace, group: EventLogFiles): Promise<SessionLogEntry | undefined> {
  const eventLog = await readEventLogEntry(place, group);
  return eventLog && toEventsEntry(place, eventLog);
}

/** Whether an event log of a name is there; who does not ask does not pay for it. */
function lazySet(names: readonly string[]): (name: string) => boolean {
  let eventLogs: Set<string> | undefined;
  return (name) => {
    eventLogs ??= new Set(names.filter(isEventLogName));
    return eventLogs.has(name);
  };
}
