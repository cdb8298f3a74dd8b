import type { SessionLog, UpdateLog } from '@opta/journal-format';
import type { FileSystem } from '@opta/journal-fs';
import type { EventLog, OpenEventLogOptions } from './event-log/event-log.js';
import type { DamagedSpan, EventFilter, EventRecord } from './events/event-record.js';
import type { EventLogSource } from './events/find-event-log-files.js';
import type { EventLogVerification } from './events/verify-event-log.js';
import type {
  EventLogEntry,
  FoundSessionLog,
  Page,
  SessionLogEntry,
  SessionLogQuery,
  UpdateLogEntry,
  UpdateLogQuery,
} from './listing/log-entry.js';
import type { EventLogPair } from './listing/pair-event-logs.js';
import type {
  PublishedLog,
  PublishedSessionLog,
  PublishSessionLogOptions,
  PublishUpdateLogOptions,
} from './publishing/publish-log.js';
import type { LogText, ReadLogOptions } from './reading/read-log.js';
import type { RestoredLog } from './retention/restore-log.js';
import type { RetentionPlan, RetentionResult } from './retention/retention-plan.js';
import type { RetentionPolicy } from './retention/retention-policy.js';

export interface JournalStoreOptions {
  /** Folder of session logs and event logs. Nothing is created before something is written. */
  sessionLogsDir: string;
  /** Folder of update logs. */
  updateLogsDir: string;
  /** Default: the disk of this machine. */
  fileSystem?: FileSystem;
  /**
   * Mode of new files, `0o640` for instance; new folders follow it. Default: 0600, in a folder that a group may
   * write to 0660.
   */
  fileMode?: number;
  /** IANA name of the zone in which names are read as times. Default: the system's. */
  timeZone?: string;
  /**
   * Whether listings with a filter remember what they have read, where that can be done. A program that lists once and
   * ends saves a tenth of the time with false. Default true.
   */
  rememberListings?: boolean;
}

/** The two log folders on disk. */
export interface JournalStore {
  readonly sessionLogsDir: string;
  readonly updateLogsDir: string;

  /**
   * Create both folders where they are missing, and in them README.md and SESSION_FORMAT.md, which explain the
   * logs to a stranger. What is there stays as it is.
   *
   * @throws {JOURNAL_STORE_IO} when the system refuses
   */
  prepare(): Promise<void>;

  /**
   * Create an event log that nothing else writes to. Its file appears with its first line
   * (`journal_session_start`). When this resolves, that line and the file's name are on the disk.
   *
   * @throws {JOURNAL_STORE_OPTION_INVALID} when an option has a value that it cannot have
   * @throws {JOURNAL_STORE_NAME_TAKEN} when a thousand event logs began in this second
   * @throws {JOURNAL_STORE_IO} when the system refuses
   * @remarks Where `.opta-journal` cannot be used, the line follows a moment after the file.
   */
  openEventLog(options: OpenEventLogOptions): Promise<EventLog>;

  /**
   * Publish a session log: whole or not at all, never over a file, under the first free of its names (`….md`,
   * `…-2.md`, …). When this resolves, file and name are on the disk.
   *
   * A session has one log: where one of these names bears a log of `log.session`, nothing is written and the
   * result names that file with `existed: true`, whatever is in it.
   *
   * @throws {JOURNAL_STORE_LOG_INCOMPLETE} when date, time or device is missing
   * @throws {JOURNAL_STORE_NAME_TAKEN} when a thousand names are taken
   * @throws {JOURNAL_STORE_IO} when the system refuses
   * @remarks Does not look for a log of the session under other names, nor in the archive; `findSessionLog` does.
   */
  publishSessionLog(log: SessionLog, options: PublishSessionLogOptions): Promise<PublishedSessionLog>;

  /** The same before returning, for the last moments of a process, also while the other one is under way. */
  publishSessionLogSync(log: SessionLog, options: PublishSessionLogOptions): PublishedSessionLog;

  /**
   * Publish an update log under its one name.
   *
   * @throws {JOURNAL_STORE_LOG_INCOMPLETE} when id or date is missing
   * @throws {JOURNAL_STORE_NAME_TAKEN} when the name is taken; nothing was written
   * @throws {JOURNAL_STORE_IO} when the system refuses
   */
  publishUpdateLog(log: UpdateLog, options: PublishUpdateLogOptions): Promise<PublishedLog>;

  /**
   * A page of session logs, newest first by the date and time in their names. Only the heads of the logs that
   * come onto the page are read; with a filter on the frontmatter, as many as it takes to fill it, with `count` all.
   * Where the system reports changes (Linux, file systems of this machine), what a filter has read is remembered for a
   * minute, and read again when it changes.
   *
   * @throws {JOURNAL_STORE_OPTION_INVALID} when the query has a value or a key that it cannot have
   * @throws {JOURNAL_STORE_CURSOR_INVALID} when the cursor is not one of this listing
   * @throws {JOURNAL_STORE_IO} when the folder cannot be read; a missing one is empty
   */
  listSessionLogs(query?: SessionLogQuery): Promise<Page<SessionLogEntry>>;

  /** A page of update logs, newest first by the date in their names, those of one day by number. */
  listUpdateLogs(query?: UpdateLogQuery): Promise<Page<UpdateLogEntry>>;

  /**
   * Every event log, newest first by name, all segments as one entry, archived ones too. No file is opened.
   *
   * @throws {JOURNAL_STORE_IO} when the folder cannot be read; a missing one is empty
   */
  listEventLogs(): Promise<EventLogEntry[]>;

  /**
   * Every event log with the session log that `findSessionLog` finds for it, newest first. One pass over the
   * folder, where asking for each would read it again every time.
   *
   * @throws {JOURNAL_STORE_IO} when the system refuses
   */
  pairEventLogs(): Promise<EventLogPair[]>;

  /**
   * The session log that belongs to an event log, wherever it is: one of ours by `session` or `event_log` in its
   * frontmatter, whatever its name; one of the original journal by device, second of the start and number of
   * events, which must all agree.
   *
   * @param source - name of any segment, which need not be there any more, or the identifier of a session
   * @returns undefined where there is none
   * @throws {JOURNAL_STORE_NAME_INVALID} when it is no name of an event log
   * @throws {JOURNAL_STORE_IO} when the system refuses
   */
  findSessionLog(source: string | { session: string }): Promise<FoundSessionLog | undefined>;

  /**
   * One log as text. The name must stand in its folder exactly so; nothing is joined to a path that the folder
   * does not have.
   *
   * @throws {JOURNAL_STORE_NAME_INVALID} when it is no name of a log
   * @throws {JOURNAL_STORE_LOG_NOT_FOUND} when there is no such log
   * @throws {JOURNAL_STORE_NOT_A_FILE} when it is a folder, a link, a FIFO or a device
   * @throws {JOURNAL_STORE_LOG_TOO_LARGE} when it is larger than `maxBytes`
   */
  readLog(fileName: string, options?: ReadLogOptions): Promise<LogText>;

  /**
   * Stream an event log, all segments as one, in constant memory. Damage does not end it: every intact record
   * before and after is given, and what is none as a `DamagedSpan`. A file that bears the name of a further
   * segment and begins with the line of another session is one span of kind `foreign`.
   *
   * Whoever reads many event logs passes entries of `listEventLogs` or `pairEventLogs`: for them the folder is not
   * listed again, unless a file is not where it was. Segments that a session has begun since are read as well.
   *
   * @param source - name of any segment, identifier of a session, or entry of a listing
   * @throws {JOURNAL_STORE_NAME_INVALID} when it is no name of an event log
   * @throws {JOURNAL_STORE_LOG_NOT_FOUND} when there is no such event log, or a file of it is gone
   * @remarks Throws when it is iterated, not when it is called. Lines that a filter excludes by their envelope
   *   are not looked at further, so damage in their data is not reported.
   */
  readEvents(
    source: EventLogSource,
    filter?: EventFilter,
  ): AsyncGenerator<EventRecord | DamagedSpan, void, undefined>;

  /**
   * The same in batches of some hundred, as they come from the disk: for who reads millions.
   *
   * @remarks A batch may be empty, where a filter excludes all of it.
   */
  readEventBatches(
    source: EventLogSource,
    filter?: EventFilter,
  ): AsyncGenerator<readonly (EventRecord | DamagedSpan)[], void, undefined>;

  /**
   * How many lines of each event type an event log has, the journal's own records included.
   *
   * @param source - as for `readEvents`
   * @throws what `readEvents` throws
   * @remarks Of a line as this journal writes it only the head is read, so damage behind that is not seen; of others
   *   all is parsed. What is no record counts nowhere.
   */
  countEvents(source: EventLogSource): Promise<Map<string, number>>;

  /**
   * Like `readEvents` before returning, for the last moments of a process: all segments of an event log that is not
   * archived, without a filter.
   *
   * @param fileName - name of any segment
   * @throws {JOURNAL_STORE_NAME_INVALID} when it is no name of an event log
   * @throws {JOURNAL_STORE_LOG_NOT_FOUND} when there is no such event log
   * @throws {JOURNAL_STORE_IO} when the system refuses
   * @remarks Throws when it is iterated, not when it is called.
   */
  readEventsSync(fileName: string): Generator<EventRecord | DamagedSpan, void, undefined>;

  /**
   * Look at every line of an event log, archived ones too: whether it is whole, whether numbers follow each other,
   * and, where it was opened with `checksum`, whether anything was changed, removed or moved.
   *
   * @param source - as for `readEvents`
   * @throws {JOURNAL_STORE_NAME_INVALID} when it is no name of an event log
   * @throws {JOURNAL_STORE_LOG_NOT_FOUND} when there is no such event log, or a file of it is gone
   * @remarks Finds accidents, not forgery: who changes a line can compute its checksum. Lines that were cut off at
   *   the end leave no trace.
   */
  verifyEventLog(source: EventLogSource): Promise<EventLogVerification>;

  /**
   * What the policy would let go, as plain data. Nothing is changed. A session log with its event log is one
   * unit, dated by its name; only finished sessions of `policy.device` are in it, and update logs only where the
   * policy has limits for them.
   *
   * @throws {JOURNAL_STORE_OPTION_INVALID} when the policy has a value or a key that it cannot have
   * @throws {JOURNAL_STORE_IO} when a folder or the list of pins cannot be read
   */
  planRetention(policy: RetentionPolicy): Promise<RetentionPlan>;

  /**
   * Do what a plan says. Every unit is looked at again: what is not as it was planned, or was pinned since, stays.
   * Archiving reads every copy back before its original goes. Stopped at any moment, the same plan or a new one
   * goes on from there.
   *
   * @returns what was done and what was not; a plan that is held changes no log
   * @throws {JOURNAL_STORE_OPTION_INVALID} when it is no plan
   * @throws {JOURNAL_STORE_IO} when the list of pins cannot be read; a unit that fails is in `skipped`
   */
  applyRetention(plan: RetentionPlan): Promise<RetentionResult>;

  /**
   * Note that somebody has seen what retention does here. Without it nothing goes in a folder with logs that this
   * program did not write.
   *
   * @param plan - what was seen: also a large share of it may then go at once
   * @throws {JOURNAL_STORE_IO} when the system refuses
   */
  acceptRetention(plan?: RetentionPlan): Promise<void>;

  /**
   * Bring an archived log back to its folder, byte for byte; of an event log all segments.
   *
   * @param fileName - its own name, as the listing shows it
   * @throws {JOURNAL_STORE_LOG_NOT_FOUND} when the archive has no such log
   * @throws {JOURNAL_STORE_NAME_TAKEN} when another file has its name by now; nothing is overwritten
   * @throws {JOURNAL_STORE_COPY_DIFFERS} when the disk gives back something else than was written
   * @throws {JOURNAL_STORE_IO} when the system refuses
   * @remarks The next retention may archive it again; name it in `pinned.txt` to keep it.
   */
  restoreLog(fileName: string): Promise<RestoredLog>;
}
