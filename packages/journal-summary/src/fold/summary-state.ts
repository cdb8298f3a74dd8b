import { MAX_DOWNLOADS, MAX_EVENT_TYPES, MAX_FILES, MAX_NOTES, MAX_TIMELINE_SPANS } from '../constants.js';
import { BoundedCounter } from './bounded-counter.js';
import { BoundedList } from './bounded-list.js';
import { FailureTable } from './failure-table.js';
import type { Happening } from './happening.js';
import type { MemorySpan } from './model-record.js';
import { ModelTable } from './model-table.js';

export type DownloadOutcome = 'completed' | 'failed' | 'cancelled';

export interface Download {
  outcome: DownloadOutcome;
  time: number;
  repository: string | undefined;
  durationMs: number | undefined;
  /** Where it went, or why it failed. */
  details: string | undefined;
}

export interface NextStepNote {
  text: string;
  done: boolean;
}

/** Everything that is remembered of a session. Its size is bounded whatever comes. */
export class SummaryState {
  total = 0;
  readonly types = new BoundedCounter(MAX_EVENT_TYPES);
  readonly severities = { info: 0, warning: 0, error: 0, critical: 0 };
  last: { type: string; time: number; seq: number | undefined } | undefined;

  readonly models = new ModelTable();
  readonly spans = new BoundedList<MemorySpan>(MAX_TIMELINE_SPANS);
  readonly failures = new FailureTable();

  readonly downloads = new BoundedList<Download>(MAX_DOWNLOADS);
  readonly downloadCounts: Record<DownloadOutcome, number> = { completed: 0, failed: 0, cancelled: 0 };
  readonly quantizations = { completed: 0, failed: 0, cancelled: 0 };

  readonly filesCreated = new BoundedList<string>(MAX_FILES);
  readonly filesModified = new BoundedList<string>(MAX_FILES);
  readonly filesDeleted = new BoundedList<string>(MAX_FILES);

  readonly decisions = new BoundedList<string>(MAX_NOTES);
  readonly issues = new BoundedList<string>(MAX_NOTES);
  readonly nextSteps = new BoundedList<NextStepNote>(MAX_NOTES);
  readonly notes = new BoundedList<string>(MAX_NOTES);
  noteCount = 0;

  memoryWarnings: (Happening & { highestPercent?: number; thresholdPercent?: number }) | undefined;
  configReloads: (Happening & { last: string }) | undefined;

  /** Events that the event log could not take. */
  lost: Happening | undefined;
  readonly lostTypes = new BoundedCounter(MAX_EVENT_TYPES);
}
