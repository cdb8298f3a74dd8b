import type { LatencySketch } from '@opta/journal-summary';

/** All that the statistics need of one runtime, as plain data. */
export interface RuntimeFacts {
  device: string;
  /** As it was given at the start. */
  model?: string;
  /** Epoch milliseconds. */
  startedAt: number;
  /** The last that is known of it, in epoch milliseconds. */
  lastAt: number;
  /** Absent where nothing on the disk says that it ended. */
  end?: RuntimeEnd;
  events: number;
  models: ModelFacts[];
  /** Models in memory at `lastAt`. */
  modelsInMemory: string[];
  failures: FailureFacts[];
  /** What in its event log is no record. */
  damage?: { places: number; bytes: number };
}

export interface RuntimeEnd {
  /** `clean`, `signal`, …, or a word of the session's own. */
  status: string;
  uptimeMs: number;
}

export interface ModelFacts {
  model: string;
  loads: number;
  unloads: number;
  loadFailures: number;
  loadedMs: number;
  completedRequests: number;
  failedRequests: number;
  promptTokens: number;
  completionTokens: number;
  /** Of completed requests; absent where no event tells. */
  latency?: LatencySketch;
}

/** Failures of one type that are about the same model or repository. */
export interface FailureFacts {
  type: string;
  subject?: string;
  count: number;
  /** Epoch milliseconds. */
  lastAt: number;
  lastMessage?: string;
}

export function emptyModel(model: string): ModelFacts {
  return {
    model,
    loads: 0,
    unloads: 0,
    loadFailures: 0,
    loadedMs: 0,
    completedRequests: 0,
    failedRequests: 0,
    promptTokens: 0,
    completionTokens: 0,
  };
}
