import type { FileStat } from '@opta/journal-fs';
import { sessionOfSegment } from '../events/session-of-segment.js';
import { listFiles } from '../listing/list-files.js';
import type { ListingPlace } from '../listing/list-session-logs.js';
import { statLog } from '../listing/read-head.js';
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
  const { sessions, notAFile } = await pairSessions(fileSystem, await listFiles(fileSystem, directory));
  const gathered: Gathered = { sessions: [], kept: [], newestTime: -Infinity, isShared: false };
  for (const fileName of notAFile) gathered.kept.push({ fileName, reason: 'not-a-file' });
  const slug = deviceSlug(device);
  const slice = new TimeSlice();
  for (const session of sessions) {
    if (slice.isOver) await slice.rest();
    const unit = toUnit(place, session);
    // Everything of it is in the archive.
    if (unit === undefined) continue;
    if (isOfDevice(session, slug)) gathered.newestTime = Math.max(gathered.newestTime, unit.time);
    gathered.isShared ||= !(await isOurs(place, session));
    const reason = whyKept(session, unit, slug, pins);
    if (reason === undefined) gathered.sessions.push(unit);
    else for (const { fileName } of filesOf(session)) gathered.kept.push({ fileName, reason });
  }
  return gathered;
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
  slug: string,
  pins: ReadonlySet<string>,
): KeptReason | undefined {
  const files = filesOf(session);
  if (unit.files.length !== files.length) return 'not-a-file';
  if (session.sessionLogs.length === 0) return 'unfinished';
  if (!isOfDevice(session, slug)) return 'other-device';
  const ids = session.sessionLogs.map((log) => log.session ?? '');
  return [...files.map(({ fileName }) => fileName), ...ids].some((name) => pins.has(name))
    ? 'pinned'
    : undefined;
}

function isOfDevice({ sessionLogs, eventLog }: SessionFiles, slug: string): boolean {
  const slugs = sessionLogs.flatMap(({ device }) => (device === undefined ? [] : [deviceSlug(device)]));
  if (eventLog !== undefined) slugs.push(eventLog.name.rest);
  return slugs.length > 0 && slugs.every((one) => one === slug);
}

/** Whether this program wrote it, as its session says. */
async function isOurs({ fileSystem }: ListingPlace, session: SessionFiles): Promise<boolean> {
  const { sessionLogs, eventLog } = session;
  if (sessionLogs.length > 0) return sessionLogs.every((log) => log.session !== undefined);
  const [first] = eventLog?.segments ?? [];
  return first === undefined || (await sessionOfSegment(fileSystem, first)) !== undefined;
}
