import type { EventSeverity, SessionLog } from '@opta/journal-format';

/** What is known of a session when it begins. */
export interface SummarySession {
  session: string;
  device: string;
  user: string;
  /** The model as given at the start. */
  model: string;
  /** Epoch milliseconds. */
  startedAt: number;
  /** IANA name; all times of the log are shown in it. */
  timeZone: string;
  /** Plain data, shown under Startup Metadata. */
  metadata: Record<string, unknown>;
  /** File name of the (first segment of the) event log. */
  eventLog?: string;
}

export interface SummaryEvent {
  type: string;
  /** Plain data, as JSON gives it back. */
  data: unknown;
  /** Epoch milliseconds. */
  time: number;
  /** Sequence in the event log, from 1. */
  seq?: number;
}

/** How a session ended: the words that the log uses for it. Another text is shown as it is. */
export type SummaryStatus =
  | 'running'
  | 'clean'
  | 'signal'
  | 'error'
  | 'exit'
  | 'killed'
  | 'oom'
  | 'power'
  | 'unknown'
  | (string & {});

export interface SummaryEnd {
  /** Epoch milliseconds; for a running session: now. */
  endedAt: number;
  /** From a clock that never jumps, in milliseconds. */
  durationMs: number;
  status: SummaryStatus;
  /** `SIGTERM`, `exit code 3`, the message of an error. */
  reason?: string;
  /** Text given when the session was finished; the title is made of it. Default `runtime-session`. */
  summary?: string;
  ledger?: Ledger;
  /** How many secrets were replaced in what was recorded, by kind. */
  redactions?: Record<string, number>;
  /** Set where the session could not write its log itself. */
  recovery?: SessionRecovery;
}

/** What is known of a session whose log was made afterwards, from its event log. */
export interface SessionRecovery {
  /** Whether the session recorded its end, so that `endedAt` is the end and not the last that is known. */
  isEndKnown: boolean;
  /** The last that is known of the session: its last record, or the snapshot that took its place. */
  last?: { time: number; sequence?: number };
  /** The last sign of life beside the event log. */
  heartbeat?: { time: number; sequence: number };
  /** Records that the event log should have and has not. */
  missingRecords?: number;
  /** What in the event log is no record. */
  damage?: RecoveryDamage;
}

/** Damaged spans of an event log: all counted, the first ones named. */
export interface RecoveryDamage {
  spans: number;
  bytes: number;
  /** At most 20 are shown. */
  first: DamagedPlace[];
}

export interface DamagedPlace {
  /** Number of the segment, from 1. */
  segment: number;
  /** From 1, in the segment. */
  lineNumber: number;
  /** From 0, in the segment. */
  byteOffset: number;
  /** Bytes. */
  length: number;
  reason: string;
}

/** What became of every event: emitted = written + skipped + refused + dropped. */
export interface Ledger {
  emitted: number;
  written: number;
  /** Left out by the configuration. */
  skipped: number;
  /** Could not be stored in any form. */
  refused: number;
  /** Accepted and not taken by the disk. */
  dropped: number;
  skippedByType?: Record<string, number>;
  refusedByType?: Record<string, number>;
  droppedByType?: Record<string, number>;
}

/** The running summary of one session. */
export interface Summary {
  /** Add the next event. Never throws; the event is only read. */
  add(event: SummaryEvent): void;
  /** The figures so far, as plain data for a status page. */
  snapshot(): SummarySnapshot;
  /** How long the completed requests to each model took, to be added up with those of other sessions. */
  latencies(): { model: string; latency: LatencySketch }[];
  /** The session log as it is if the session ends like this. May be asked any number of times. */
  toSessionLog(end: SummaryEnd): SessionLog;
  /** Events so far, the journal's own records not counted. */
  readonly total: number;
}

/** Milliseconds, within 0.8 % of the true values. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/** A histogram of durations as plain data, from which `mergeLatencies` takes percentiles. */
export interface LatencySketch {
  /** Milliseconds, exactly. */
  min: number;
  max: number;
  /** Number of a bucket and how many values it has, by rising number. */
  buckets: [bucket: number, count: number][];
}

export interface ModelSnapshot {
  model: string;
  inMemory: boolean;
  memoryGb?: number;
  /** The last readiness that was announced, `routable`, `quarantined`, … */
  readiness?: string;
  loads: number;
  unloads: number;
  requests: number;
  failedRequests: number;
  promptTokens: number;
  completionTokens: number;
  latencyMs?: Percentiles;
}

export interface FailureSnapshot {
  /** The type of the events, or `quarantined`. */
  type: string;
  /** Model or repository that it is about. */
  subject?: string;
  message?: string;
  count: number;
  /** Epoch milliseconds. */
  firstAt: number;
  /** Epoch milliseconds. */
  lastAt: number;
}

/** Plain data, safe for JSON. Lists are bounded; where something is beyond, a row `(other …)` has it. */
export interface SummarySnapshot {
  session: string;
  /** Epoch milliseconds. */
  startedAt: number;
  total: number;
  /** Most frequent first, as in the log. */
  eventCounts: { type: string; count: number }[];
  severities: Record<EventSeverity, number>;
  lastEvent?: { type: string; time: number; seq?: number };
  modelsInMemory: string[];
  models: ModelSnapshot[];
  requests: {
    completed: number;
    failed: number;
    promptTokens: number;
    completionTokens: number;
    latencyMs?: Percentiles;
    timeToFirstTokenMs?: Percentiles;
  };
  failures: FailureSnapshot[];
  downloads: { completed: number; failed: number; cancelled: number };
  memoryWarnings: number;
  notes: number;
}
