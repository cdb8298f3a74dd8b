// What the API answers; its OpenAPI document says the same (`/admin/logs/openapi.json`).

interface LogEntry {
  filename: string;
  size_bytes: number;
  created_at: string;
  modified_at: string;
  date?: string;
  frontmatter: Record<string, unknown>;
  readable: boolean;
  reason?: string;
  archived?: string;
}

export interface SessionLogEntry extends LogEntry {
  kind: 'session' | 'events' | 'other';
  time?: string;
  device?: string;
  user?: string;
  model?: string;
  duration?: string;
  session?: string;
  status?: string;
  event_log?: string;
  segments?: string[];
}

export interface UpdateLogEntry extends LogEntry {
  kind: 'update' | 'other';
  id?: string;
  number?: number;
  author?: string;
  category?: string;
  commit?: string;
  failed_steps?: number;
}

export type Severity = 'info' | 'warning' | 'error' | 'critical';

export interface EventLine {
  event_type: string;
  timestamp: string;
  /** Seconds. */
  timestamp_unix: number | null;
  data: unknown;
  seq?: number;
}

export interface SearchHit {
  kind: 'session' | 'update' | 'event';
  filename: string;
  archived?: string;
  /** Epoch milliseconds. */
  at: number;
  title: string;
  section?: string;
  session?: string;
  seq?: number;
  type?: string;
  severity?: Severity;
  snippet: string;
  marks: [number, number][];
  target: string;
}

export interface SearchPage {
  hits: SearchHit[];
  next?: string;
  mode: 'index' | 'scan';
  notes: string[];
}

export interface Tokens {
  prompt: number;
  completion: number;
  total: number;
}

export interface GroupStatistics {
  runtimes: number;
  uptime_ms: number;
  crashes: number;
  events: number;
  requests: number;
  failures: number;
  tokens: Tokens;
}

export interface Statistics {
  total: GroupStatistics & { running: number; by_status: Record<string, number> };
  models: {
    model: string;
    loads: number;
    unloads: number;
    load_failures: number;
    loaded_ms: number;
    requests: number;
    failed_requests: number;
    tokens: Tokens;
  }[];
  failures: { type: string; count: number; last_at: number; last_message?: string }[];
  days: (GroupStatistics & { date: string })[];
  devices: (GroupStatistics & { device: string })[];
  notes: string[];
}

export interface Finding {
  /** Names it when it is repaired. */
  id: string;
  code: string;
  severity: string;
  files: string[];
  facts: unknown;
  message: string;
  fix: string;
}

export interface Health {
  status: 'ok' | 'degraded';
  /** Null where no journal runs. */
  journal: {
    state?: string;
    session?: string;
    device?: string;
    event_log?: string;
    /** What became of every event: emitted = written + skipped + refused + dropped. */
    ledger?: { emitted: number; written: number; skipped: number; refused: number; dropped: number };
    last_error?: { code: string; message: string; fix?: string; at: number };
  } | null;
  parts: Record<string, boolean>;
  read_only: boolean;
  feed_clients: number;
}

/** A step of a repair, and what became of it. */
export interface RepairReport {
  done?: { step: { message: string }; outcome: 'done' | 'not-needed'; files: string[] }[];
  failed?: { step: { message: string }; error: { code: string; message: string } }[];
  /** What is left to a person. */
  unresolved?: { code: string; files: string[]; reason: string }[];
}

interface Held {
  reason: 'not-accepted' | 'clock-behind' | 'large-share';
  message: string;
}

export interface RetentionUnit {
  folder: 'sessions' | 'updates';
  filename: string;
  date: string;
  reason: 'age' | 'count' | 'size' | 'free-space';
  files: { filename: string; size: number }[];
}

export interface RetentionPlan {
  id: string;
  mode: 'archive' | 'delete' | 'off';
  /** Epoch milliseconds. */
  planned_at: number;
  units: RetentionUnit[];
  bytes: number;
  /** Finished sessions that there are. */
  total: number;
  kept: { filename: string; reason: string }[];
  held?: Held;
}

export interface RetentionResult {
  /** Names of what was archived or deleted. */
  done: string[];
  bytes: number;
  skipped: { filename: string; reason: string; error?: string }[];
  held?: Held;
}
