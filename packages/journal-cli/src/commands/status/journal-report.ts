import type { LeftReason } from '@opta/journal-recovery';
import type { FolderFacts } from './measure-folder.js';

/** How a journal is, as plain data. */
export interface JournalReport {
  sessions: FolderFacts;
  updates: FolderFacts;
  /** Sessions without a session log. */
  unfinished: UnfinishedSession[];
  series: SeriesFacts[];
  index: { path: string; bytes: number | null; changedAt: number | null };
  retention: RetentionFacts;
  problems: Problem[];
  /** Absent where no server was asked. */
  server?: ServerReport;
}

export interface UnfinishedSession {
  session: string | null;
  eventLog: string | null;
  /**
   * `ended`: its owner is dead, and the next recovery makes its log. `unreadable`: it could not be looked at. Otherwise
   * why it is left alone.
   */
  state: LeftReason | 'ended' | 'unreadable';
}

export interface SeriesFacts {
  series: string;
  /** `007`; null where no number was given yet. */
  last: string | null;
  next: string | null;
  remaining: number;
}

export interface RetentionFacts {
  mode: 'archive' | 'delete' | 'off';
  /** Logs that would go, each with what belongs to it. */
  due: number;
  bytes: number;
  /** Why nothing goes for now. */
  held: string | null;
}

/** Something that is not as it should be. */
export interface Problem {
  code: string;
  severity: 'error' | 'warning';
  count: number;
  /** Of the first one. */
  message: string;
  /** The command that mends it, or shows more. */
  command: string;
}

export interface ServerReport {
  url: string;
  /** What `GET /admin/logs/health` answered. */
  health: unknown;
}
