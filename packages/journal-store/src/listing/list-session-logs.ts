import { parseLogFileName } from '@opta/journal-format';
import type { FileSystem } from '@opta/journal-fs';
import { isEventLogName } from '../events/find-segments.js';
import { type EventLogFiles, groupEventLogs } from '../events/group-event-logs.js';
import { isGuide } from '../folders/is-guide.js';
import { EntryReader } from './entry-reader.js';
import { groupByDay, SESSION_NAME } from './group-by-day.js';
import { type KeyForm, toKeyGroups } from './key-groups.js';
import { readEventLogEntry } from './list-event-logs.js';
import { listFolder } from './list-files.js';
import type { LocalClock } from './local-clock.js';
import type { Page, SessionLogEntry, SessionLogQuery } from './log-entry.js';
import { pageOf } from './page-of.js';
import { pushTo } from './push-to.js';
import { toEventsEntry, toSessionLogEntry } from './session-log-entry.js';

export interface ListingPlace {
  fileSystem: FileSystem;
  directory: string;
  clock: LocalClock;
}

const FILTERS = ['device', 'model', 'user', 'status'] as const;
const OTHER_LOG = /^[^.].*\.(?:md|jsonl)$/s;
/** Names begin with date and time, so their own order is that of the listing. */
const KEYS: KeyForm = { keyOf: (_date, name) => name, isOther };

/** Session logs, newest first by the date and time in their names. */
export async function listSessionLogs(
  place: ListingPlace,
  query: SessionLogQuery,
): Promise<Page<SessionLogEntry>> {
  const { names, fileOf } = await listFolder(place.fileSystem, place.directory);
  const hasEventLog = lazySet(names);
  const reader = new EntryReader({
    place,
    fields: FILTERS,
    query,
    describe: (file) => toSessionLogEntry(place, file, hasEventLog),
  });
  // An event log has nothing that a filter compares.
  const hasEventLogs = query.includeEventLogs === true && !reader.isFiltered;
  const eventLogs = hasEventLogs ? groupEventLogs(names.filter(isEventLogName).map(fileOf)) : [];
  const eventLogsByKey = new Map(eventLogs.map((eventLog) => [`1${eventLog.fileName}`, eventLog]));
  const byDay = await groupByDay(names, SESSION_NAME);
  for (const { name, fileName } of eventLogs) pushTo(byDay.days, name.date, fileName);
  return pageOf<SessionLogEntry>({
    groups: toKeyGroups(byDay, query, KEYS),
    query,
    isFiltered: reader.isFiltered,
    toEntry: (key) => {
      const eventLog = eventLogsByKey.get(key);
      return eventLog === undefined ? reader.read(fileOf(key.slice(1))) : readEventLog(place, eventLog);
    },
  });
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
