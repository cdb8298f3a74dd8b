import type { SessionLog, UpdateLog } from '@opta/journal-format';
import type { FileSystem } from '@opta/journal-fs';
import type { EventLog, OpenEventLogOptions } from './event-log/event-log.js';
import type { DamagedSpan, EventFilter, EventRecord } from './events/event-record.js';
import type {
  Page,
  SessionLogEntry,
  SessionLogQuery,
  UpdateLogEntry,
  UpdateLogQuery,
} from './listing/log-entry.js';
import type {
  PublishedLog,
  PublishSessionLogOptions,
  PublishUpdateLogOptions,
} from './publishing/publish-log.js';
import type { LogText, ReadLogOptions } from './reading/read-log.js';

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
   * Create an event log that nothing else writes to. When this resolves, its first line
   * (`journal_session_start`) and its name are on the disk.
   *
   * @throws {JOURNAL_STORE_OPTION_INVALID} when an option has a value that it cannot have
   * @throws {JOURNAL_STORE_NAME_TAKEN} when a thousand event logs began in this second
   * @throws {JOURNAL_STORE_IO} when the system refuses
   */
  openEventLog(options: OpenEventLogOptions): Promise<EventLog>;

  /**
   * Publish a session log: whole or not at all, never over a file, under the first free of its names (`….md`,
   * `…-2.md`, …). When this resolves, file and name are on the disk.
   *
   * @throws {JOURNAL_STORE_LOG_INCOMPLETE} when date, time or device is missing
   * @throws {JOURNAL_STORE_NAME_TAKEN} when a thousand names are taken
   * @throws {JOURNAL_STORE_IO} when the system refuses
   */
  publishSessionLog(log: SessionLog, options: PublishSessionLogOptions): Promise<PublishedLog>;

  /** The same before returning, for the last moments of a process. */
  publishSessionLogSync(log: SessionLog, options: PublishSessionLogOptions): PublishedLog;

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
   * come onto the page are read; with a filter on the frontmatter, as many as it takes to fill it.
   *
   * @throws {JOURNAL_STORE_OPTION_INVALID} when the query has a value or a key that it cannot have
   * @throws {JOURNAL_STORE_CURSOR_INVALID} when the cursor is not one of this listing
   * @throws {JOURNAL_STORE_IO} when the folder cannot be read; a missing one is empty
   */
  listSessionLogs(query?: SessionLogQuery): Promise<Page<SessionLogEntry>>;

  /** A page of update logs, newest first by the date in their names, those of one day by number. */
  listUpdateLogs(query?: UpdateLogQuery): Promise<Page<UpdateLogEntry>>;

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
   * before and after is given, and what is none as a `DamagedSpan`.
   *
   * @param source - name of any segment, or the identifier of a session
   * @throws {JOURNAL_STORE_NAME_INVALID} when it is no name of an event log
   * @throws {JOURNAL_STORE_LOG_NOT_FOUND} when there is no such event log
   * @remarks Throws when it is iterated, not when it is called. Lines that a filter excludes by their envelope
   *   are not looked at further, so damage in their data is not reported.
   */
  readEvents(
    source: string | { session: string },
    filter?: EventFilter,
  ): AsyncGenerator<EventRecord | DamagedSpan, void, undefined>;
}
