/** What a search is asked for. */
export interface SearchRequest {
  limit?: number;
  cursor?: string;
  order?: 'time' | 'rank';
  in?: readonly ('session' | 'update' | 'event')[];
}

/** One place that a search found. */
export interface SearchHit {
  kind: 'session' | 'update' | 'event';
  /** Of an event, the name of its event log. */
  fileName: string;
  /** Month of the archive, `YYYY-MM`, where it is archived. */
  archived?: string;
  /** Epoch milliseconds. */
  at: number;
  title: string;
  section?: string;
  session?: string;
  seq?: number;
  type?: string;
  severity?: string;
  snippet: string;
  /** Marks in the snippet, UTF-16 offsets `[from, to)`. */
  marks: [number, number][];
  /** Where to jump: `<fileName>#<slug of the section>` or `<fileName>#seq=<n>`. */
  target: string;
}

export interface SearchPage {
  hits: SearchHit[];
  /** Absent on the last page. */
  next?: string;
  mode: 'index' | 'scan';
  /** For people. */
  notes: string[];
}

/** What statistics are asked for; days are local, `YYYY-MM-DD`, inclusive. */
export interface StatisticsRequest {
  since?: string;
  until?: string;
  device?: string;
  model?: string;
}

/** What `openSearch` of `@opta/journal-search` gives. */
export interface JournalSearch {
  search(query: string, options?: SearchRequest): Promise<SearchPage>;
  /** Plain data; the API passes it on. */
  statistics(query?: StatisticsRequest): Promise<object>;
}

/** Something that is wrong with the logs on the disk. */
export interface DoctorFinding {
  code: string;
  severity: string;
  files: readonly string[];
  /** Plain data, of its own shape for each code. */
  facts: unknown;
  message: string;
  fix: string;
}

/**
 * `diagnose` and `repair` of `@opta/journal-doctor` with their options:
 * `{ diagnose: () => diagnose(options), repair: (findings) => repair(findings, options) }`.
 */
export interface JournalDoctor {
  diagnose(): Promise<readonly DoctorFinding[]>;
  /** Takes findings of `diagnose`, which are `never` because each doctor has its own. */
  repair(findings: never[]): Promise<object>;
}

/** Serves the files of a viewer under `/admin/journal/`. */
export type JournalViewer = (request: Request) => Response | Promise<Response>;
