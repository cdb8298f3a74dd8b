import { type EventLogName, parseLogFileName, type SessionLogName } from '@opta/journal-format';
import { type FileStat, type FileSystem, readRegularFile, runProgram } from '@opta/journal-fs';
import { MAX_LOG_BYTES } from '../constants.js';
import { countLines } from '../events/count-lines.js';
import { eventLogKey } from '../events/find-segments.js';
import { type EventLogFiles, groupEventLogs } from '../events/group-event-logs.js';
import { parseSessionStart } from '../events/parse-session-start.js';
import { sessionOfSegment } from '../events/session-of-segment.js';
import { readHead } from '../listing/read-head.js';
import type { StoredFile } from '../listing/stored-file.js';
import { textOf } from '../listing/text-of.js';
import { TimeSlice } from '../listing/time-slice.js';

/** A live session log and what its head says. */
interface SessionLogFile {
  file: StoredFile;
  name: SessionLogName;
  stat: FileStat;
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
  files: readonly StoredFile[],
): Promise<{ sessions: SessionFiles[]; notAFile: string[] }> {
  const eventLogs = new EventLogIndex(fileSystem, groupEventLogs(files));
  const paired = new Map<EventLogFiles, SessionFiles>();
  const alone: SessionFiles[] = [];
  const notAFile: string[] = [];
  const slice = new TimeSlice();
  for (const file of files) {
    const name = parseLogFileName(file.fileName);
    if (name?.kind !== 'session' || file.archived !== undefined) continue;
    if (slice.isOver) await slice.rest();
    const head = readHead(fileSystem.sync, file.path);
    if (head === undefined) {
      notAFile.push(file.fileName);
      continue;
    }
    const { stat, frontmatter } = head;
    const log: SessionLogFile = {
      file,
      name,
      stat,
      session: textOf(frontmatter.session),
      device: textOf(frontmatter.device),
    };
    const eventLog = await eventLogs.of(log, textOf(frontmatter.event_log));
    const known = eventLog === undefined ? undefined : paired.get(eventLog);
    if (known !== undefined) known.sessionLogs.push(log);
    else if (eventLog !== undefined) paired.set(eventLog, { sessionLogs: [log], eventLog });
    else alone.push({ sessionLogs: [log] });
  }
  const rest = eventLogs.all.filter((eventLog) => !paired.has(eventLog));
  const unfinished = rest.map((eventLog) => ({ sessionLogs: [], eventLog }));
  return { sessions: [...paired.values(), ...alone, ...unfinished], notAFile };
}

/** Finds event logs by name, and within a minute by what is in them. */
class EventLogIndex {
  readonly all: readonly EventLogFiles[];
  readonly #fileSystem: FileSystem;
  readonly #byKey = new Map<string, EventLogFiles>();
  readonly #byMinute = new Map<string, EventLogFiles[]>();

  constructor(fileSystem: FileSystem, all: readonly EventLogFiles[]) {
    this.all = all;
    this.#fileSystem = fileSystem;
    for (const eventLog of all) {
      this.#byKey.set(eventLogKey(eventLog.name), eventLog);
      const minute = minuteOf(eventLog.name);
      const ofMinute = this.#byMinute.get(minute);
      if (ofMinute === undefined) this.#byMinute.set(minute, [eventLog]);
      else ofMinute.push(eventLog);
    }
  }

  async of(log: SessionLogFile, named: string | undefined): Promise<EventLogFiles | undefined> {
    const name = named === undefined ? undefined : parseLogFileName(named);
    if (name?.kind === 'events') return this.#byKey.get(eventLogKey(name));
    for (const eventLog of this.#byMinute.get(minuteOf(log.name)) ?? []) {
      if (await this.#isOf(eventLog, log)) return eventLog;
    }
    return undefined;
  }

  async #isOf({ name, segments }: EventLogFiles, log: SessionLogFile): Promise<boolean> {
    const [first] = segments;
    if (first === undefined) return false;
    const session = await sessionOfSegment(this.#fileSystem, first);
    if (log.session !== undefined || session !== undefined) return session === log.session;
    if (!log.name.rest.startsWith(`${name.rest}-`)) return false;
    const bytes = await runProgram(readRegularFile(log.file.path, MAX_LOG_BYTES), this.#fileSystem.async);
    const { date, time, events } = parseSessionStart(Buffer.from(bytes ?? []).toString());
    if (date !== name.date || time !== name.time) return false;
    return (await countLines(this.#fileSystem, segments)) === events;
  }
}

function minuteOf({ date, time }: SessionLogName | EventLogName): string {
  return `${date} ${time.slice(0, 5)}`;
}
