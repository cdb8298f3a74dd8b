import type { FileStat } from '@opta/journal-fs';
import { sessionOfSegment } from '../events/session-of-segment.js';
import { type FolderNames, listFolder } from '../listing/list-files.js';
import type { ListingPlace } from '../listing/list-session-logs.js';
import { statLog } from '../listing/read-head.js';
import type { StoredFile } from '../listing/stored-file.js';
import { TimeSlice } from '../listing/time-slice.js';
import { deviceSlug } from './device-slug.js';
import { pairSessions, type SessionFiles } from './pair-sessions.js';
import { toPlannedFile } from './planned-file.js';
import type { RetentionFacts, UnitFacts } from './retention-facts.js';
import type { KeptReason } from './retention-plan.js';

type Gathered = Pick<RetentionFacts, 'sessions' | 'kept' | 'newestTime' | 'isShared'>;

/** Every finished session of this device as one unit, and everything that must stay. */
export async function gatherSessions(
  place: ListingPlace,
  device: string,
  pins: ReadonlySet<string>,
): Promise<Gathered> {
  const { fileSystem, directory } = place;
  const { names, fileOf } = await listFolder(fileSystem, directory);
  const { sessions, notAFile } = await pairSessions(fileSystem, filesNamed(names, fileOf));
  const gathered: Gathered = { sessions: [], kept: [], newestTime: -Infinity, isShared: false };
  for (const fileName of notAFile) gathered.kept.push({ fileName, reason: 'not-a-file' });
  const isOfDevice = createDeviceTest(device);
  const slice = new TimeSlice();
  for (const session of sessions) {
    if (slice.isOver) await slice.rest();
    const unit = toUnit(place, session);
    // Everything of it is in the archive.
    if (unit === undefined) continue;
    if (isOfDevice(session)) gathered.newestTime = Math.max(gathered.newestTime, unit.time);
    gathered.isShared ||= !(await isOurs(place, session));
    const reason = whyKept(session, unit, isOfDevice(session), pins);
    if (reason === undefined) gathered.sessions.push(unit);
    else for (const { fileName } of filesOf(session)) gathered.kept.push({ fileName, reason });
  }
  return gathered;
}

/** One after the other: all of them at once would keep others waiting. */
function* filesNamed(names: readonly string[], fileOf: FolderNames['fileOf']): Generator<StoredFile> {
  for (const name of names) yield fileOf(name);
}

function filesOf({ sessionLogs, eventLog }: SessionFiles): { fileName: string; path: string }[] {
  const segments = (eventLog?.segments ?? []).filter(({ archived }) => archived === undefined);
  // The session log goes last: an event log that stays alone looks like a session that could not finish.
  return [...segments, ...sessionLogs.map(({ file }) => file)];
}

function toUnit({ clock, fileSystem }: ListingPlace, session: SessionFiles): UnitFacts | undefined {
  const files = filesOf(session);
  const first = session.sessionLogs[0]?.file ?? files[0];
  if (first === undefined) return undefined;
  const name = session.sessionLogs[0]?.name ?? session.eventLog?.name;
  if (name === undefined) return undefined;
  return {
    folder: 'sessions',
    fileName: first.fileName,
    date: name.date,
    time: clock.toEpoch(name.date, name.time) ?? Number.POSITIVE_INFINITY,
    files: files.flatMap(({ fileName, path }) => {
      const stat: FileStat | undefined = statLog(fileSystem.sync, path);
      return stat === undefined ? [] : [toPlannedFile(fileName, stat)];
    }),
  };
}

function whyKept(
  session: SessionFiles,
  unit: UnitFacts,
  isOwn: boolean,
  pins: ReadonlySet<string>,
): KeptReason | undefined {
  const files = filesOf(session);
  if (unit.files.length !== files.length) return 'not-a-file';
  if (session.sessionLogs.length === 0) return 'unfinished';
  if (!isOwn) return 'other-device';
  const ids = session.sessionLogs.map((log) => log.session ?? '');
  return [...files.map(({ fileName }) => fileName), ...ids].some((name) => pins.has(name))
    ? 'pinned'
    : undefined;
}

/** Whether a session is of a device. The few devices of a folder come again and again. */
function createDeviceTest(device: string): (session: SessionFiles) => boolean {
  const wanted = deviceSlug(device);
  const slugs = new Map<string, string>();
  const slugOf = (label: string): string => {
    const slug = slugs.get(label) ?? deviceSlug(label);
    slugs.set(label, slug);
    return slug;
  };
  return ({ sessionLogs, eventLog }) => {
    const found = sessionLogs.flatMap(({ device: label }) => (label === undefined ? [] : [slugOf(label)]));
    if (eventLog !== undefined) found.push(eventLog.name.rest);
    return found.length > 0 && found.every((one) => one === wanted);
  };
}

/** Whether this program wrote it, as its session says. */
async function isOurs({ fileSystem }: ListingPlace, session: SessionFiles): Promise<boolean> {
  const { sessionLogs, eventLog } = session;
  if (sessionLogs.length > 0) return sessionLogs.every((log) => log.session !== undefined);
  const [first] = eventLog?.segments ?? [];
  return first === undefined || (await sessionOfSegment(fileSystem, first)) !== undefined;
}
