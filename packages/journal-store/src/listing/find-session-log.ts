import { type EventLogName, parseLogFileName } from '@opta/journal-format';
import { type FileSystem, readRegularFile, runProgram } from '@opta/journal-fs';
import { MAX_LOG_BYTES } from '../constants.js';
import { toJournalStoreError } from '../errors.js';
import { countLines } from '../events/count-lines.js';
import { findEventLogBySession } from '../events/find-event-log.js';
import { eventLogKey, findSegments, type Segment } from '../events/find-segments.js';
import { parseEventLogName } from '../events/parse-event-log-name.js';
import { parseSessionStart } from '../events/parse-session-start.js';
import { sessionOfSegment } from '../events/session-of-segment.js';
import { isGuide } from '../folders/is-guide.js';
import { listFiles } from './list-files.js';
import type { ListingPlace } from './list-session-logs.js';
import type { FoundSessionLog } from './log-entry.js';
import { type LogHead, readHead } from './read-head.js';
import type { StoredFile } from './stored-file.js';
import { textOf } from './text-of.js';
import { TimeSlice } from './time-slice.js';

/** What is known of the event log whose session log is looked for. */
interface Wanted {
  session: string | undefined;
  /** Absent where only the session is known. */
  name?: EventLogName;
  segments: readonly Segment[];
}

/** The session log that belongs to an event log, live or archived. */
export async function findSessionLog(
  { fileSystem, directory }: ListingPlace,
  source: string | { session: string },
): Promise<FoundSessionLog | undefined> {
  const files = await listFiles(fileSystem, directory);
  const wanted = await describeWanted(fileSystem, files, source);
  const slice = new TimeSlice();
  for (const file of inOrderOfChance(files, wanted)) {
    if (slice.isOver) await slice.rest();
    const head = readHead(fileSystem.sync, file.path);
    if (head === undefined || !(await isLogOf(fileSystem, file, head, wanted))) continue;
    return toFoundSessionLog(file);
  }
  return undefined;
}

export function toFoundSessionLog({ fileName, path, archived }: StoredFile): FoundSessionLog {
  return { fileName, path, ...(archived === undefined ? {} : { archived }) };
}

async function describeWanted(
  fileSystem: FileSystem,
  files: readonly StoredFile[],
  source: string | { session: string },
): Promise<Wanted> {
  if (typeof source === 'string') {
    const name = parseEventLogName(source);
    const segments = findSegments(files, source);
    const [first] = segments;
    const session = first === undefined ? undefined : await sessionOfSegment(fileSystem, first);
    return { session, segments, name };
  }
  const group = await findEventLogBySession({ fileSystem, files }, source.session);
  if (group === undefined) return { session: source.session, segments: [] };
  return { session: source.session, segments: group.segments, name: group.name };
}

/** Those of the same minute first, then the newest: nearly always the first head that is read is the one. */
function inOrderOfChance(files: readonly StoredFile[], { name }: Wanted): StoredFile[] {
  const minute = name === undefined ? undefined : minuteOf(name);
  const chanceOf = ({ fileName }: StoredFile): string =>
    `${minute !== undefined && fileName.startsWith(minute) ? 1 : 0}${fileName}`;
  return files.filter(isSessionLog).sort((a, b) => (chanceOf(a) < chanceOf(b) ? 1 : -1));
}

/** Whether it may be a session log, whatever it is called. */
export function isSessionLog({ fileName }: StoredFile): boolean {
  return fileName.endsWith('.md') && !fileName.startsWith('.') && !isGuide(fileName);
}

/** How the name of a session log of the same minute begins. */
export function minuteOf({ date, time }: { date: string; time: string }): string {
  return `${date}-${time.slice(0, 2)}${time.slice(3, 5)}-`;
}

async function isLogOf(
  fileSystem: FileSystem,
  file: StoredFile,
  { frontmatter }: LogHead,
  wanted: Wanted,
): Promise<boolean> {
  const session = textOf(frontmatter.session);
  if (session !== undefined && wanted.session !== undefined) return session === wanted.session;
  const named = textOf(frontmatter.event_log);
  if (named !== undefined) return isNamed(named, wanted);
  return session === undefined && wanted.session === undefined && isOldPair(fileSystem, file, wanted);
}

function isNamed(eventLog: string, { name }: Wanted): boolean {
  const parsed = parseLogFileName(eventLog);
  return parsed?.kind === 'events' && name !== undefined && eventLogKey(parsed) === eventLogKey(name);
}

/** Logs of the original journal name nothing: device, second of the start and number of events must agree. */
export async function isOldPair(
  fileSystem: FileSystem,
  file: StoredFile,
  { name, segments }: Pick<Wanted, 'name' | 'segments'>,
): Promise<boolean> {
  const session = parseLogFileName(file.fileName);
  if (name === undefined || session?.kind !== 'session') return false;
  if (!file.fileName.startsWith(minuteOf(name)) || !session.rest.startsWith(`${name.rest}-`)) return false;
  const { date, time, events } = parseSessionStart(await readText(fileSystem, file.path));
  if (date !== name.date || time !== name.time || events === undefined) return false;
  return (await countLines(fileSystem, segments)) === events;
}

/** Empty where there is none any more. */
async function readText(fileSystem: FileSystem, path: string): Promise<string> {
  try {
    const bytes = await runProgram(readRegularFile(path, MAX_LOG_BYTES), fileSystem.async);
    return Buffer.from(bytes ?? []).toString();
  } catch (error) {
    throw toJournalStoreError(error, 'read', path);
  }
}
