/** Which runtimes are counted. All that is given must hold. */
export interface StatisticsQuery {
  /** First local day, `YYYY-MM-DD`, inclusive. */
  since?: string;
  /** Last local day, `YYYY-MM-DD`, inclusive. */
  until?: string;
  /** Label of the device, exactly. */
  device?: string;
  /**
   * Name of a model, exactly: only runtimes that had it. Models, requests, tokens and failures are then those of
   * this model; runtimes, uptime, crashes and events are those of the whole runtimes.
   */
  model?: string;
}

export interface Tokens {
  prompt: number;
  completion: number;
  total: number;
}

/** Milliseconds, within 0.8 % of the true values. */
export interface LatencyStatistics {
  /** How many requests they are about. */
  count: number;
  p50: number;
  p95: number;
  p99: number;
}

export interface ModelStatistics {
  /** `(no model)` and `(other models)` stand for what names none, and what a session log has no row for. */
  model: string;
  loads: number;
  unloads: number;
  /** Loads that failed as far as the event logs tell; a check that failed after a load is none. */
  loadFailures: number;
  /** Milliseconds in memory, of finished runtimes in whole seconds each, as their session logs say. */
  loadedMs: number;
  /** Completed and failed. */
  requests: number;
  failedRequests: number;
  tokens: Tokens;
  /** Of completed requests, as far as event logs tell; absent where none does. */
  latencyMs?: LatencyStatistics;
}

export interface GroupStatistics {
  runtimes: number;
  uptimeMs: number;
  /** Ends other than clean, by a signal or by an exit of the process. */
  crashes: number;
  /** Without the journal's own records. */
  events: number;
  /** Completed and failed. */
  requests: number;
  /** Everything that `failures` counts, requests included. */
  failures: number;
  tokens: Tokens;
}

export interface FailureStatistics {
  /** Type of the events, or `quarantined`. */
  type: string;
  count: number;
  /** Epoch milliseconds. */
  lastAt: number;
  /** Absent where no event says why. */
  lastMessage?: string;
}

export interface Statistics {
  /** Runtimes whose begin lies in the span, and sums over them. `running` ones count up to now. */
  total: GroupStatistics & {
    running: number;
    /** How many ended how: `clean`, `signal`, …; `running`; `unknown` where nothing tells. */
    byStatus: Record<string, number>;
  };
  /** Longest in memory first. */
  models: ModelStatistics[];
  /** Most frequent first. */
  failures: FailureStatistics[];
  /** By the day in the runtimes' file names, oldest first; days without a runtime are not listed. */
  days: (GroupStatistics & { date: string })[];
  /** By name. */
  devices: (GroupStatistics & { device: string })[];
  /** What could not be read and is not in the figures. */
  notes: string[];
}
