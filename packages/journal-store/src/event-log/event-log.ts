import type { JournalStart } from './journal-start.js';

export interface OpenEventLogOptions {
  /** What describes the runtime; `segment` is 1. */
  start: JournalStart;
  /**
   * `buffered` (default): a line is with the system after 50 ms and on the disk after `flushIntervalMs`.
   * `durable`: `append` resolves when the line is on the disk; many lines share one sync.
   */
  durability?: 'buffered' | 'durable';
  /** Milliseconds from 0. Default 1,000. */
  flushIntervalMs?: number;
  /** Bytes of lines that may wait for the disk before new ones are dropped and counted. Default 16 MiB. */
  maxBufferBytes?: number;
  /** Bytes after which the event log goes on in its next segment. Default 256 MiB. */
  maxEventLogBytes?: number;
  /**
   * Bytes that are set aside on the disk for the end of the session: on a full disk the closing record and the
   * session log still fit. Default 256 KiB; 0 for none.
   */
  reserveBytes?: number;
  /**
   * Every line carries a checksum of its text, chained with the line before, so that `verifyEventLog` finds what
   * was changed, removed or moved. Default false.
   */
  checksum?: boolean;
  /** Told of every new trouble with the disk, once until it is over. What it throws is left aside. */
  onError?: (error: Error) => void;
}

/** One line to be. */
export interface AppendRecord {
  type: string;
  /** JSON text on one line, as `toJsonText` gives it. */
  data: string;
  /** Known to have no line break: that is not looked for any more. Default false. */
  isOneLine?: boolean;
  /** Epoch milliseconds. */
  time: number;
  /**
   * The id under which another journal's event feed gave it, which stands in the line as `feed_id`: whoever follows a
   * feed can go on after the last one that is on the disk.
   */
  feedId?: string | undefined;
  /**
   * Of the closing record (`journal_session_end`): gives its data anew where it is appended once more because lines
   * before it were lost or are in doubt. Must not throw. Default: the same data.
   */
  renew?: (() => string) | undefined;
}

/** Counts of one event log. The object stays the same and its values change. */
export interface EventLogStats {
  /** Lines that are in the files, the journal's own included; those of a file that was removed are no more. */
  readonly written: number;
  /** Lines that found no room, could not be written until the event log was closed, or were in a file that is gone. */
  readonly dropped: number;
  readonly droppedByType: Readonly<Record<string, number>>;
  /** Bytes of those lines that are in the file. */
  readonly bytes: number;
  /** Segments so far. */
  readonly segments: number;
  /** Number of the last line that was accepted. */
  readonly sequence: number;
  /** Bytes of lines that the system has not got yet. */
  readonly queuedBytes: number;
  /** Syncs that failed: what they were to confirm may be lost in a power cut. */
  readonly failedSyncs: number;
  /** What is wrong with the disk at present. */
  readonly lastError: Error | undefined;
}

/** The event log of one runtime, open for appending. No method throws because of the disk. */
export interface EventLog {
  /** Name of the first segment. */
  readonly fileName: string;
  /** Path of the first segment. */
  readonly path: string;
  readonly stats: EventLogStats;
  /**
   * Append one line. It gets the next sequence number before this returns; whether it was accepted shows in
   * `stats.dropped` at once.
   *
   * @returns `buffered`: true if it was accepted, false if it was dropped. `durable`: true once it is on the
   *   disk, false if it was dropped or the disk did not confirm it.
   */
  append(record: AppendRecord): Promise<boolean>;
  /**
   * Hand over everything that was appended so far; in durable mode it is then on the disk.
   *
   * @remarks While the disk fails this makes one attempt and resolves; `stats.lastError` tells.
   */
  flush(): Promise<void>;
  /**
   * For the end of a session: where the disk is full in three attempts, gives up the lines that wait, counts them, and
   * gives back the reserve. What says so and what is appended next, the closing record, has room then.
   *
   * @returns false where the disk is not full or there is no reserve: then nothing was given up
   */
  makeRoom(): Promise<boolean>;
  /**
   * Write, sync and close. What cannot be written in three attempts is counted as dropped; on a full disk the
   * reserve then takes a `journal_gap` and the closing record anew. Where a sync fails, one more segment takes a
   * `journal_gap` of what is in doubt and the closing record once more.
   */
  close(): Promise<void>;
  /**
   * The same before returning, in any state, also while a write or `close` is under way.
   *
   * @remarks If the disk refuses a line here while an earlier write of it is still under way, the line counts as
   *   dropped and is taken out of the file when that write ends; if the process ends first, it may be there.
   */
  closeSync(): void;
}
