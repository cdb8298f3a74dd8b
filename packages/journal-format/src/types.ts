import type { PhrasingContent } from 'mdast';

/**
 * One line of text. A string is plain text: every character means itself. An array is inline
 * markup (emphasis, code, links) as mdast, which is how markup found in a real log is kept.
 */
export type Inline = string | PhrasingContent[];

/** How a document is spelled: `lmx` is what Opta LMX writes, `cli` what the Opta CLI writes. */
export type Dialect = 'lmx' | 'cli';

/** A value of a frontmatter key that has no field of its own. */
export type FrontmatterValue =
  | string
  | number
  | boolean
  | null
  | FrontmatterValue[]
  | { [key: string]: FrontmatterValue };

/** A section that no field describes, as markdown source without its heading. */
export interface OtherSection {
  /** The text of the section's H2 heading; absent for what stands before the first H2. */
  heading?: Inline;
  /** Markdown below the heading, without headings of depth 1 or 2. */
  markdown: string;
  /** The field after whose section it stands, `start` for before all; absent: at the end. */
  after?: string;
}

/** What happened in one runtime of a server, or in one chat of a CLI. */
export interface SessionLog {
  /** Local day on which it began, `YYYY-MM-DD`. */
  date?: string;
  /** Local time at which it began, `HH:MM`, with the zone's abbreviation or offset in LMX's logs. */
  time?: string;
  /** Label of the machine. */
  device?: string;
  user?: string;
  model?: string;
  /** `HH:MM:SS`, hours may have more than two digits. */
  duration?: string;
  /** Identifier of the session; pairs this log with its event log. */
  session?: string;
  /** File name of the (first segment of the) event log. */
  eventLog?: string;
  /** How it ended: `clean`, `signal`, `error`, `exit`, `killed`, `unknown`, … */
  status?: string;
  /** Begin, ISO 8601 with offset, whole seconds. */
  started?: string;
  /** End, ISO 8601 with offset, whole seconds. */
  ended?: string;
  /** Further frontmatter keys, in the order in which they are written. */
  properties?: Record<string, FrontmatterValue>;
  /** The H1 heading, `Session: Runtime Session` in LMX's logs. */
  title?: Inline;
  summary?: Inline[];
  filesChanged?: FilesChanged;
  /** Rows of the table under Status Changes. */
  statusChanges?: StatusChange[];
  /** List items under Status Changes (the CLI has no table there). */
  statusNotes?: Inline[];
  decisions?: Inline[];
  issues?: Inline[];
  nextSteps?: NextStep[];
  /** List items directly under Notes. */
  notes?: Inline[];
  /** The table `Event Summary` under Notes. */
  eventCounts?: EventCount[];
  /** The list `Startup Metadata` under Notes. */
  metadata?: NamedValue[];
  /** Further subsections of Notes. */
  details?: Detail[];
  otherSections?: OtherSection[];
}

export interface FilesChanged {
  created: Inline[];
  modified: Inline[];
  deleted: Inline[];
}

export interface StatusChange {
  area: Inline;
  before: Inline;
  after: Inline;
}

export interface NextStep {
  text: Inline;
  /** A check box, ticked or not; absent: a plain list item. */
  done?: boolean;
}

export interface EventCount {
  /** Event type. */
  type: string;
  /** How many events of that type, a whole number from 0. */
  count: number;
}

export interface NamedValue {
  name: string;
  value: string;
}

/** An H3 subsection of Notes: its heading and one table, list or block of code. */
export type Detail = { title: Inline } & (
  | { table: DetailTable }
  | { items: Inline[] }
  | { code: { language?: string; text: string } }
);

export interface DetailTable {
  columns: { name: Inline; align?: 'left' | 'right' | 'center' }[];
  /** Rows of cells, each as long as `columns`. */
  rows: Inline[][];
}

/** A numbered record of one significant change. */
export interface UpdateLog {
  /** The number with its leading zeros, `007` or `200`. */
  id?: string;
  /** Local day, `YYYY-MM-DD`. */
  date?: string;
  /** Local time, `HH:MM:SS`, `HH:MM` in the CLI's logs. */
  time?: string;
  author?: string;
  versionBefore?: string;
  versionAfter?: string;
  commit?: string;
  promoted?: boolean | null;
  category?: string;
  /** Identifier that stays when a log gets another number. */
  uid?: string;
  /** Earlier numbers of this log. */
  aliases?: string[];
  /** Further frontmatter keys, in the order in which they are written. */
  properties?: Record<string, FrontmatterValue>;
  /** The H1 heading. */
  title?: Inline;
  summary?: Inline[];
  commandInputs?: CommandInput[];
  steps?: UpdateStep[];
  otherSections?: OtherSection[];
}

export interface CommandInput {
  name: string;
  /** `null` is written as `(unset)`. */
  value: string | null;
}

export interface UpdateStep {
  target: Inline;
  component: Inline;
  step: Inline;
  /** `ok`, `skip` or `fail` where our own programs write. */
  status: Inline;
  message: Inline;
}

export interface FormatOptions {
  /** Default: `lmx`. */
  dialect?: Dialect;
}
