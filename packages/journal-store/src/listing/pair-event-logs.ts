import { parseLogFileName } from '@opta/journal-format';
import type { FileSystem } from '@opta/journal-fs';
import { EventLogGroups } from '../events/event-log-groups.js';
import { eventLogKey } from '../events/find-segments.js';
import type { EventLogFiles } from '../events/group-event-logs.js';
import { sessionOfSegment } from '../events/session-of-segment.js';
import { sessionOfSegmentSync } from '../events/session-of-segment-sync.js';
import { isOldPair, isSessionLog, minuteOf, toFoundSessionLog } from './find-session-log.js';
import { readEventLogEntry } from './list-event-logs.js';
import { listFolder } from './list-files.js';
import type { ListingPlace } from './list-session-logs.js';
import type { EventLogEntry, FoundSessionLog } from './log-entry.js';
import { pushTo } from './push-to.js';
import { readHead } from './read-head.js';
import type { StoredFile } from './stored-file.js';
import { textOf } from './text-of.js';
import { TimeSlice } from './time-slice.js';

/** An event log and the session log that belongs to it. */
export interface EventLogPair {
  eventLog: EventLogEntry;
  /** Absent where the session is running, or could not finish. */
  sessionLog?: FoundSessionLog;
}

/** Every event log with its session log, newest first: what `findSessionLog` finds for each, in one pass. */
export async function pairEventLogs(place: ListingPlace): Promise<EventLogPair[]> {
  const { fileSystem, directory } = place;
  const { names, fileOf } = await listFolder(fileSystem, directory);
  const sessionLogs = new SessionLogIndex(fileSystem);
  const eventLogs = new EventLogGroups();
  const slice = new TimeSlice();
  for (const name of names) {
    if (slice.isOver) await slice.rest();
    const file = fileOf(name);
    if (isSessionLog(file)) sessionLogs.add(file);
    else eventLogs.add(file);
  }
  const pairs: EventLogPair[] = [];
  for (const group of eventLogs.values()) {
    if (slice.isOver) await slice.rest();
    const eventLog = await readEventLogEntry(place, group);
    if (eventLog === undefined) continue;
    const file = await sessionLogs.of(group);
    pairs.push(file === undefined ? { eventLog } : { eventLog, sessionLog: toFoundSessionLog(file) });
  }
  return pairs.sort((a, b) => (a.eventLog.fileName < b.eventLog.fileName ? 1 : -1));
}

/** Session logs by what they say of their event logs. */
class SessionLogIndex {
  readonly #fileSystem: FileSystem;
  readonly #bySession = new Map<string, StoredFile>();
  readonly #byEventLog = new Map<string, { file: StoredFile; session: string | undefined }[]>();
  readonly #oldByMinute = new Map<string, StoredFile[]>();

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem;
  }

  add(file: StoredFile): void {
    const frontmatter = readHead(this.#fileSystem.sync, file.path)?.frontmatter;
    if (frontmatter === undefined) return;
    const session = textOf(frontmatter.session);
    if (session !== undefined) this.#bySession.set(session, file);
    const named = textOf(frontmatter.event_log);
    const eventLog = named === undefined ? undefined : parseLogFileName(named);
    if (eventLog?.kind === 'events') pushTo(this.#byEventLog, eventLogKey(eventLog), { file, session });
    const name = parseLogFileName(file.fileName);
    if (session !== undefined || named !== undefined || name?.kind !== 'session') return;
    pushTo(this.#oldByMinute, minuteOf(name), file);
  }

  async of(group: EventLogFiles): Promise<StoredFile | undefined> {
    const [first] = group.segments;
    if (first === undefined) return undefined;
    const session = first.isCompressed
      ? await sessionOfSegment(this.#fileSystem, first)
      : sessionOfSegmentSync(this.#fileSystem.sync, first.path);
    const file =
      (session === undefined ? undefined : this.#bySession.get(session)) ?? this.#named(group, session);
    return file ?? (session === undefined ? this.#old(group) : undefined);
  }

  /** One that names the event log, unless both say of which session they are: then that did not agree. */
  #named({ name }: EventLogFiles, session: string | undefined): StoredFile | undefined {
    const candidates = this.#byEventLog.get(eventLogKey(name)) ?? [];
    return candidates.find((one) => one.session === undefined || session === undefined)?.file;
  }

  async #old({ name, segments }: EventLogFiles): Promise<StoredFile | undefined> {
    for (const file of this.#oldByMinute.get(minuteOf(name)) ?? []) {
      if (await isOldPair(this.#fileSystem, file, { name, segments })) return file;
    }
    return undefined;
  }
}
