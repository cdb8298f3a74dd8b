/** What kind of document a hit is in. */
export type LogKind = 'session' | 'update' | 'event';

export interface SearchOptions {
  /** Hits on the page, 1 to 100. Default 20. */
  limit?: number;
  /** `next` of the page before. */
  cursor?: string;
  /** `time`: newest first, the default. `rank`: best first. */
  order?: 'time' | 'rank';
  /** What is searched. Default: all three. */
  in?: readonly LogKind[];
}

export interface SearchHit {
  kind: LogKind;
  /** Own name of the log; of an event, of its event log (first segment). */
  fileName: string;
  /** Month of the archive, `YYYY-MM`, where it is archived. */
  archived?: string;
  /** Epoch milliseconds: of the log's begin, or of the event. */
  at: number;
  /** What the hit is called: title of the log, or the event's type. */
  title: string;
  /** Heading under which the snippet stands; absent for frontmatter, title and events. */
  section?: string;
  /** Events only: identifier of the session, in logs of ours. */
  session?: string;
  /** Events only: number of the event in its session, in logs of ours. */
  seq?: number;
  /** Events only. */
  type?: string;
  /** Events only. */
  severity?: string;
  /** One line of text around the first match, secrets redacted, control characters made visible. */
  snippet: string;
  /** Marks in the snippet, UTF-16 offsets `[from, to)`, ascending, not overlapping. */
  marks: [number, number][];
  /**
   * Where to jump: `<fileName>#<slug of the section>` or `<fileName>#seq=<n>`; without a section or a number, the
   * file name alone.
   */
  target: string;
}

export interface SearchPage {
  hits: SearchHit[];
  /** Absent on the last page. */
  next?: string;
  /** `scan`: there was no usable index, every file was read. */
  mode: 'index' | 'scan';
  /** Why it is a scan, or what could not be read; for people. */
  notes: string[];
}

/** What the search knows of its index. */
export interface SearchStatus {
  /** How the last page was found; before the first one, how it would be. */
  mode: 'index' | 'scan';
  /** Session and update logs that the current generation of the index has as they are on disk. */
  indexedLogs: number;
  /** Session and update logs that are new, or have changed, since. They are read at every query. */
  pendingLogs: number;
  /** Grows with every generation that this search has seen; 0 before the first one. */
  generation: number;
  /** Why there is no index. */
  reason?: string;
}

/** Numbers of update logs that form a series; both ends are included. */
export type SeriesRanges = Readonly<
  Record<string, { readonly ranges: readonly (readonly [number, number])[] }>
>;
