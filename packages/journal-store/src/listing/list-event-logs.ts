import type { FileStat, SyncFileSystem } from '@opta/journal-fs';
import { isEventLogName } from '../events/find-segments.js';
import { type EventLogFiles, groupEventLogs } from '../events/group-event-logs.js';
import { findMoved } from './find-moved.js';
import { listFolder } from './list-files.js';
import type { ListingPlace } from './list-session-logs.js';
import type { EventLogEntry } from './log-entry.js';
import { statLog } from './read-head.js';
import { TimeSlice } from './time-slice.js';

/** Every event log, newest first. No file is opened. */
export async function listEventLogs(place: ListingPlace): Promise<EventLogEntry[]> {
  const { fileSystem, directory } = place;
  const slice = new TimeSlice();
  const entries: EventLogEntry[] = [];
  const names: string[] = [];
  const { fileOf } = await listFolder(fileSystem, directory, {
    onNames: (some) => names.push(...some.filter(isEventLogName)),
  });
  for (const group of groupEventLogs(names.map(fileOf))) {
    if (slice.isOver) await slice.rest();
    const entry = await readEventLogEntry(place, group);
    if (entry !== undefined) entries.push(entry);
  }
  return entries.sort((a, b) => (a.fileName < b.fileName ? 1 : -1));
}

/**
 * The entry of an event log of which segments may have been archived, or restored, since they were listed.
 *
 * @returns undefined where no segment is a plain file
 */
export async function readEventLogEntry(
  place: ListingPlace,
  group: EventLogFiles,
): Promise<EventLogEntry | undefined> {
  const { sync } = place.fileSystem;
  const entry = toEventLogEntry(sync, group);
  if (entry?.segments.length === group.segments.length) return entry;
  const found = group.segments.map(async (segment) => {
    const moved = statLog(sync, segment.path) === undefined ? await findMoved(place, segment) : undefined;
    return { ...segment, ...moved };
  });
  return toEventLogEntry(sync, { ...group, segments: await Promise.all(found) });
}

function toEventLogEntry(sync: SyncFileSystem, group: EventLogFiles): EventLogEntry | undefined {
  const stats = group.segments.map(({ path }) => statLog(sync, path));
  const segments = group.segments.filter((_, index) => stats[index] !== undefined);
  const [first] = segments;
  if (first === undefined) return undefined;
  const present = stats.filter((stat): stat is FileStat => stat !== undefined);
  const { date, time, rest: device } = group.name;
  const { archived } = first;
  const isArchived = segments.every((segment) => segment.archived !== undefined);
  return {
    fileName: first.fileName,
    segments: segments.map(({ fileName }) => fileName),
    size: present.reduce((sum, { size }) => sum + size, 0),
    modifiedAt: Math.max(...present.map(({ mtimeNs }) => Number(mtimeNs / 1_000_000n))),
    date,
    time,
    device,
    ...(isArchived && archived !== undefined ? { archived } : {}),
  };
}
