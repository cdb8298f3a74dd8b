import { MAX_UNLOAD_REASONS } from '../constants.js';
import { AttemptRecord } from './attempt-record.js';
import { BoundedCounter } from './bounded-counter.js';
import { ValueSketch } from './value-sketch.js';

/** A time during which a model was in memory. */
export interface MemorySpan {
  model: string;
  from: number;
  /** Absent while the model is in memory. */
  to?: number;
  /** Why it was unloaded. */
  reason?: string;
}

export interface Readiness {
  /** Before the first change that was seen. */
  first: string;
  last: string;
  reason?: string;
  crashCount?: number;
}

/** All that is known of one model. */
export class ModelRecord {
  loads = 0;
  /** Loads as readiness announces them. */
  readonly loading = new AttemptRecord();
  unloads = 0;
  readonly unloadReasons = new BoundedCounter(MAX_UNLOAD_REASONS);
  readonly loadTime = new ValueSketch();
  /** The most that was measured; loads of a model that is mapped into memory report 0. */
  peakMemoryGb = 0;
  /** As the last load reported it. */
  memoryGb: number | undefined;
  /** Epoch milliseconds of the load, while the model is in memory. */
  loadedAt: number | undefined;
  /** Finished times in memory, in milliseconds. */
  heldMs = 0;
  /** The span that is open, while the model is in memory. */
  span: MemorySpan | undefined;
  lastUnloadReason: string | undefined;
  readiness: Readiness | undefined;
  /** A quarantine was counted as a failure, and the compatibility row that follows it may still come. */
  isQuarantineFresh = false;
  readonly checking = new AttemptRecord();
  canariesStarted = 0;
  canariesPassed = 0;
  canariesFailed = 0;
  requests = 0;
  failedRequests = 0;
  promptTokens = 0;
  completionTokens = 0;
  readonly latency = new ValueSketch();
  readonly firstToken = new ValueSketch();

  constructor(
    readonly id: string,
    /** Several models together: what concerns one at a time is not known. */
    readonly collective: boolean,
  ) {}

  get inMemory(): boolean {
    return this.loadedAt !== undefined;
  }

  /** Whether anything but requests is known of it. */
  get hasLifecycle(): boolean {
    return (
      this.loads + this.unloads + this.canariesStarted + this.canariesPassed + this.canariesFailed > 0 ||
      this.readiness !== undefined
    );
  }

  /** Milliseconds in memory up to an instant. */
  heldUntil(time: number): number {
    return this.heldMs + (this.loadedAt === undefined ? 0 : Math.max(0, time - this.loadedAt));
  }
}
