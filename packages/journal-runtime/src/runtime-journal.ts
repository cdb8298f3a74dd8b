import type { SessionLog } from '@opta/journal-format';
import type { FileSystem } from '@opta/journal-fs';
import type { RecoveryReport } from '@opta/journal-recovery';
import type { JournalStore } from '@opta/journal-store';
import type { Ledger, SummarySnapshot } from '@opta/journal-summary';
import type { BindOptions, EventBus } from './bind-bus.js';
import type { Environment } from './config/environment-defaults.js';
import type { JournalingConfig } from './config/journaling-config.js';
import type { JournalEvent, JournalRecord } from './events/journal-event.js';
import type { WrittenUpdateLog } from './update-log/create-update-log-writer.js';
import type { UpdateLogInput } from './update-log/update-log-input.js';

/** An error of this or another package of the journal: `code` is stable, `fix` says what to do. */
export interface CodedError extends Error {
  readonly code: string;
  readonly fix?: string;
}

export interface Failure {
  ok: false;
  error: CodedError;
}

export type StartResult = { ok: true; session: string; eventLog?: string } | Failure;
export type FinalizeResult = { ok: true; path: string; fileName: string } | Failure;
export type UpdateLogResult = ({ ok: true } & WrittenUpdateLog) | Failure;

export interface RuntimeJournalOptions {
  /** Where relative folders and the repository are looked up. Default: the working folder. */
  baseDirectory?: string;
  /** Told every failure; what it throws is contained. Default: one line on stderr per new failure. */
  onError?: (error: CodedError) => void;
  /** Whether `start` finishes the sessions of runtimes that died, in the background. Default true. */
  recover?: boolean;
  /** Finish the session on SIGINT, SIGTERM, SIGHUP, uncaught errors and normal exit. Default false. */
  handleSignals?: boolean;
  /** Variables that beat the configuration. Default `process.env`; `{}` switches them off. */
  environment?: Environment;
  /** Epoch milliseconds. Default `Date.now`. */
  clock?: () => number;
  /** Milliseconds that never go back, for durations. Default `performance.now`. */
  monotonicClock?: () => number;
  /** Default: Node's. */
  fileSystem?: FileSystem;
}

export interface StartInfo {
  /** Model or program, `opta-lmx/0.1.0`. Default `unknown`. */
  model?: string;
  /** Default: the configuration's device. */
  device?: string;
  /** Default: the configuration's author. */
  user?: string;
  /** Stands under Startup Metadata in the session log. */
  metadata?: Record<string, unknown>;
  /**
   * Begin of the session, where events of the past are recorded. The end is then the last event's time
   * unless `finalize` is given one. Default: now.
   */
  startedAt?: Date | number | string;
}

export interface FinalizeOptions {
  /** What the session was about; its slug is part of the file name. Default `runtime-session`. */
  summary?: string;
  /** End of the session. Default: now, or the last event's time after `start({ startedAt })`. */
  endedAt?: Date | number | string;
}

export type NoteKind =
  | 'decision'
  | 'next_step'
  | 'issue'
  | 'note'
  | 'file_created'
  | 'file_modified'
  | 'file_deleted';

/**
 * `degraded`: a folder or the disk refuses; the journal tries again by itself and counts what is lost.
 */
export type JournalState =
  | 'disabled'
  | 'idle'
  | 'starting'
  | 'running'
  | 'degraded'
  | 'finalizing'
  | 'finalized';

/** What the background recovery has come to. */
export interface JournalRecovery {
  state: 'running' | 'done';
  /** Session logs that it published. */
  recovered: number;
  /** Sessions without a log that it left alone, because their owner lives or may live. */
  left: number;
  /** Sessions whose log could not be made; `onError` was told each. */
  failed: number;
}

/** What retention has come to at its last pass. */
export interface JournalRetention {
  /** `held`: nothing was touched, because a person has to look first or the clock seems wrong. */
  state: 'running' | 'done' | 'held';
  /** Files that were archived or deleted. */
  files: number;
  /** Bytes of them. */
  bytes: number;
  /** Why it is held, and what to do. */
  message?: string;
}

export interface JournalStatus {
  state: JournalState;
  /** Identifier of the session, once started. */
  session?: string;
  device: string;
  durability: 'buffered' | 'durable';
  sessionLogsDir: string;
  updateLogsDir: string;
  /** Path of the event log, once opened. */
  eventLog?: string;
  /** Path of the session log, once published. */
  sessionLog?: string;
  /** What became of every event: emitted = written + skipped + refused + dropped. */
  ledger: Ledger;
  /** How many secrets were replaced, by kind. */
  redactions: Record<string, number>;
  /** Update logs that this journal was asked for; a failed one may have taken a number. */
  updateLogs: { written: number; failed: number };
  /** The running summary, once started. */
  summary?: SummarySnapshot;
  /** Number of the session's last record; 0 before the first. */
  sequence: number;
  /** Bytes of events that the system has not got yet. */
  queuedBytes: number;
  /** The recovery of sessions whose runtimes died; absent before `start` or where it is switched off. */
  recovery?: JournalRecovery;
  /** Retention, once it has begun; absent where it is switched off. */
  retention?: JournalRetention;
  /** The latest failure and how to mend it; `at` in epoch milliseconds. */
  lastError?: { code: string; message: string; fix?: string; at: number };
}

/** The journal of one runtime. After it was created nothing throws or rejects. */
export interface RuntimeJournal {
  readonly config: JournalingConfig;
  /** Reads both folders; undefined when journaling is switched off. */
  readonly store: JournalStore | undefined;
  /**
   * The recovery that `start` began, when its first pass is over: what it recovered, what it left alone and what
   * failed. Undefined where none was begun or the folder could not be looked through. Never rejects.
   */
  readonly recovery: Promise<RecoveryReport | undefined>;
  /** Open the session. On failure the journal keeps trying and the host goes on. */
  start(info?: StartInfo): Promise<StartResult>;
  /** Take one event. True if it was accepted; a host's object is never changed. */
  record(event: JournalEvent): boolean;
  /** Take every event of a bus, until the returned function is called or the session ends. */
  bind(bus: EventBus, options?: BindOptions): () => void;
  /** Add a decision, next step, issue, note or changed file to the session log. True if accepted. */
  note(kind: NoteKind, text: string): boolean;
  /** Finish the session: its log is published once, however often and from wherever this is called. */
  finalize(options?: FinalizeOptions): Promise<FinalizeResult>;
  /** Write one numbered update log. */
  writeUpdateLog(input: UpdateLogInput): Promise<UpdateLogResult>;
  /** The session's log as it would be now; undefined before `start`. */
  preview(): { log: SessionLog; text: string } | undefined;
  status(): JournalStatus;
  /** Hear every accepted record; what a listener throws is contained and reported. */
  subscribe(listener: (record: JournalRecord) => void): () => void;
}
