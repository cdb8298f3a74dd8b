import type { FrontmatterValue } from '@opta/journal-format';

export interface LogEntry {
  fileName: string;
  /** Bytes on the disk, of all segments of an event log; an archived one is compressed. */
  size: number;
  /**
   * Epoch milliseconds: the time in the frontmatter or in the name, which a clone or a copy does not change;
   * where there is none, that of the last change.
   */
  createdAt: number;
  /** Epoch milliseconds of the last change of the file. */
  modifiedAt: number;
  /** `YYYY-MM-DD`, from the name. */
  date?: string;
  /** All keys of the frontmatter; empty where there is none that can be read. */
  frontmatter: Record<string, FrontmatterValue>;
  /** Whether the frontmatter could be read. True for event logs, which have none. */
  readable: boolean;
  /** Why it could not. */
  reason?: string;
  /** The month of the archive in which it is, `YYYY-MM`; absent for a live log. */
  archived?: string;
}

/** The session log that belongs to an event log. */
export interface FoundSessionLog {
  fileName: string;
  /** Where the file is, also in the archive. */
  path: string;
  /** The month of the archive in which it is, `YYYY-MM`; absent for a live log. */
  archived?: string;
}

/** One event log with all its segments. */
export interface EventLogEntry {
  /** Name of the first segment that is there. */
  fileName: string;
  /** Names of all segments that are there, in their order. */
  segments: string[];
  /** Bytes on the disk, of all segments; archived ones are compressed. */
  size: number;
  /** Epoch milliseconds of the last change of the newest one. */
  modifiedAt: number;
  /** `YYYY-MM-DD`, from the name. */
  date: string;
  /** `HH:MM:SS`, from the name. */
  time: string;
  /** The device's slug, from the name. */
  device: string;
  /** The month of the archive in which it is, `YYYY-MM`; absent as long as any segment is live. */
  archived?: string;
}

export interface SessionLogEntry extends LogEntry {
  kind: 'session' | 'events' | 'other';
  /** `HH:MM` or `HH:MM:SS`, from the name. */
  time?: string;
  device?: string;
  user?: string;
  model?: string;
  duration?: string;
  /** Identifier of the session, in logs of ours. */
  session?: string;
  /** How it ended, in logs of ours. */
  status?: string;
  /** Name of its event log, if the frontmatter names one that is there. `readLog` also finds those of old logs. */
  eventLog?: string;
  /** For an event log: the names of all its segments. */
  segments?: string[];
}

export interface UpdateLogEntry extends LogEntry {
  kind: 'update' | 'other';
  /** `007`, from the name. */
  id?: string;
  number?: number;
  author?: string;
  category?: string;
  commit?: string;
  /** Steps that failed, of those in the first 4 KiB of the log; absent where there are none. */
  failedSteps?: number;
}

export interface PageQuery {
  /** Entries on a page, 1 to 10,000. Default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Default: begin with the newest. */
  cursor?: string | undefined;
  /** First day, `YYYY-MM-DD`, by the names. */
  since?: string | undefined;
  /** Last day, `YYYY-MM-DD`, by the names. */
  until?: string | undefined;
  /**
   * Also files with the ending of a log whose names are outside the convention, after all others; never the
   * folder's README.md and SESSION_FORMAT.md. Default false.
   */
  includeOther?: boolean | undefined;
  /** Also give `total` with a filter on the frontmatter: every log is opened for it. Default false. */
  count?: boolean | undefined;
}

/** Filters compare values of the frontmatter exactly. */
export interface SessionLogQuery extends PageQuery {
  device?: string | undefined;
  model?: string | undefined;
  user?: string | undefined;
  status?: string | undefined;
  /** Also every event log, all its segments as one entry. Default false. */
  includeEventLogs?: boolean | undefined;
}

export interface UpdateLogQuery extends PageQuery {
  author?: string | undefined;
  category?: string | undefined;
}

export interface Page<Entry> {
  entries: Entry[];
  /** For the next page; absent on the last one. With filters that are not counted a last page may be empty. */
  nextCursor?: string;
  /**
   * Matches on all pages. Without a filter on the frontmatter: names of the listing, which costs nothing. With one:
   * logs that match, only where the query has `count`.
   */
  total?: number;
}
