import { type EventLogName, parseLogFileName, type SessionLogName } from '@opta/journal-format';
import { type FileSystem, readRegularFile, runProgram } from '@opta/journal-fs';
import { MAX_LOG_BYTES } from '../constants.js';
import { countLines } from '../events/count-lines.js';
import { EventLogGroups } from '../events/event-log-groups.js';
import { eventLogKey } from '../events/find-segments.js';
import type { EventLogFiles } from '../events/group-event-logs.js';
import { parseSessionStart } from '../events/parse-session-start.js';
import { sessionOfSegment } from '../events/session-of-segment.js';
import { pushTo } from '../listing/push-to.js';
import { readHead } from '../listing/read-head.js';
import type { StoredFile } from '../listing/stored-file.js';
import { textOf } from '../listing/text-of.js';
import { TimeSlice } from '../listing/time-slice.js';

/** A live session log and what its head says. */
interface SessionLogFile {
  file: StoredFile;
  name: SessionLogName;
  session: string | undefined;
  device: string | undefined;
}

/** What belongs together: session logs of one event log (one, if all went well), or one of the two alone. */
export interface SessionFiles {
  sessionLogs: SessionLogFile[];
  eventLog?: EventLogFiles;
}

/** Pairs the live session logs with their event logs, which may be in the archive already in part. */
export async function pairSessions(
  fileSystem: FileSystem,
  files: Iterable<StoredFile>,
): Promise<{ sessions: SessionFiles[]; notAFile: string[] }> {
  const slice = new TimeSlice();
  const { eventLogs, named } = await sortFiles(files, slice);
  const paired = new Map<EventLogFiles, SessionFiles>();
  const alone: SessionFiles[] = [];
  const notAFile: string[] = [];
  for (const [file, name] of named) {
    if (slice.isOver) await slice.rest();
    const head = readHead(fileSystem.sync, file.path);
    if (head === undefined) {
      notAFile.push(file.fileName);
      continue;
    }
    const { frontmatter } = head;
    const log: SessionLogFile = {
      file,
      name,
      session: ownCopy(textOf(frontmatter.session)),
      device: ownCopy(textOf(frontmatter.device)),
    };
    const eventLog = await eventLogs.of(fileSystem, log, textOf(frontmatter.event_log));
    const known = eventLog === undefined ? undefined : paired.get(eventLog);
    if (known !== undefined) known.sessionLogs.push(log);
    else if (eventLog !== undefined) paired.set(eventLog, { sessionLogs: [log], eventLog });
    else alone.push({ sessionLogs: [log] });
  }
  const sessions = [...paired.values(), ...alone];
  for (const eventLog of eventLogs.all()) {
    if (slice.isOver) await slice.rest();
    if (!paired.has(eventLog)) sessions.push({ sessionLogs: [], eventLog });
  }
  return { sessions, notAFile };
}

async function sortFiles(
  files: Iterable<StoredFile>,
  slice: TimeSlice,
): Promise<{ eventLogs: EventLogIndex; named: [StoredFile, SessionLogName][] }> {
  const groups = new EventLogGroups();
  const named: [StoredFile, SessionLogName][] = [];
  for (const file of files) {
    if (slice.isOver) await slice.rest();
    groups.add(file);
    const name = file.archived === undefined ? parseLogFileName(file.fileName) : undefined;
    if (name?.kind === 'session') named.push([file, name]);
  }
  const eventLogs = new EventLogIndex();
  for (const eventLog of groups.values()) {
    if (slice.isOver) await slice.rest();
    eventLogs.add(eventLog);
  }
  return { eventLogs, named };
}

/** A part of a text keeps all of it in memory, here the head of every log. */
function ownCopy(text: string | undefined): string | undefined {
  return text && Buffer.from(text, 'utf16le').toString('utf16le');
}

/** Finds event logs by name, and within a minute by what is in them. */
class EventLogIndex {
  readonly #byKey = new Map<string, EventLogFiles>();
  readonly #byMinute = new Map<string, EventLogFiles[]>();

  add(eventLog: EventLogFiles): void {
    this.#byKey.set(eventLogKey(eventLog.name), eventLog);
    pushTo(this.#byMinute, minuteOf(eventLog.name), eventLog);
  }

  all(): Iterable<EventLogFiles> {
    return this.#byKey.values();
  }

  async of(
    fileSystem: FileSystem,
    log: SessionLogFile,
    named: string | undefined,
  ): Promise<EventLogFiles | undefined> {
    const name = named === undefined ? undefined : parseLogFileName(named);
    if (name?.kind === 'events') return this.#byKey.get(eventLogKey(name));
    for (const eventLog of this.#byMinute.get(minuteOf(log.name)) ?? []) {
      if (await isEventLogOf(fileSystem, eventLog, log)) return eventLog;
    }
    return undefined;
  }
}

async function isEventLogOf(
  fileSystem: FileSystem,
  { name, segments }: EventLogFiles,
  log: SessionLogFile,
): Promise<boolean> {
  const [first] = segments;
  if (first === undefined) return false;
  const session = await sessionOfSegment(fileSystem, first);
  if (log.session !== undefined || session !== undefined) return session === log.session;
  if (!log.name.rest.startsWith(`${name.rest}-`)) return false;
  const bytes = await runProgram(readRegularFile(log.file.path, MAX_LOG_BYTES), fileSystem.async);
  const { date, time, events } = parseSessionStart(Buffer.from(bytes ?? []).toString());
  if (date !== name.date || time !== name.time) return false;
  return (await countLines(fileSystem, segments)) === events;
}

function minuteOf({ date, time }: SessionLogName | EventLogName): string {
  return `${date} ${time.slice(0, 5)}`;
}
