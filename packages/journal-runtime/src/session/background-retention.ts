import type { JournalStore, RetentionPlan, RetentionResult } from '@opta/journal-store';
import type { JournalingConfig } from '../config/journaling-config.js';
import { retentionPolicyOf } from '../config/retention-policy-of.js';
import { RETENTION_INTERVAL_MS } from '../constants.js';
import { JournalRuntimeError } from '../errors.js';
import type { JournalRetention } from '../runtime-journal.js';

export interface BackgroundRetentionOptions {
  config: JournalingConfig;
  store: JournalStore;
  /** Epoch milliseconds. */
  clock: () => number;
  /** Told every failure, and what waits for a person; never throws. */
  report(error: unknown): void;
}

export interface BackgroundRetention {
  /** Begin when what comes first is over; a second call changes nothing. */
  begin(first: Promise<unknown>): void;
  /** Begin no further pass. One that is under way goes on to its end; stopped, a later one does the rest. */
  end(): void;
  readonly status: JournalRetention | undefined;
}

/** Lets old logs go, once after the start and then once a day. */
export function createBackgroundRetention(options: BackgroundRetentionOptions): BackgroundRetention {
  const { config, store, clock, report } = options;
  let status: JournalRetention | undefined;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;

  async function pass(): Promise<void> {
    if (isOver) return;
    status = { state: 'running', files: 0, bytes: 0 };
    try {
      const plan = await store.planRetention({ ...retentionPolicyOf(config), now: clock() });
      const result = isOver ? undefined : await store.applyRetention(plan);
      if (result !== undefined) status = tell(plan, result, report);
    } catch (error) {
      report(error);
      status = { state: 'done', files: 0, bytes: 0 };
    }
    if (isOver) return;
    timer = setTimeout(() => void pass(), RETENTION_INTERVAL_MS);
    timer.unref();
  }

  return {
    begin(first) {
      if (config.retentionMode === 'off' || status !== undefined) return;
      status = { state: 'running', files: 0, bytes: 0 };
      void first.then(pass);
    },
    end() {
      isOver = true;
      clearTimeout(timer);
    },
    get status() {
      return status;
    },
  };
}

function tell(
  plan: RetentionPlan,
  { done, bytes, skipped, held }: RetentionResult,
  report: (error: unknown) => void,
): JournalRetention {
  for (const { error } of skipped) if (error !== undefined) report(error);
  if (held === undefined) return { state: 'done', files: done.length, bytes };
  if (plan.units.length > 0) report(heldError(plan, held.message));
  return { state: 'held', files: 0, bytes: 0, message: held.message };
}

function heldError({ units, bytes, mode }: RetentionPlan, message: string): JournalRuntimeError {
  const first = units[0]?.fileName;
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_RETENTION_HELD',
    `Retention (${mode}) would let ${units.length} sessions with ${bytes} bytes go, the oldest is ${first}; nothing was touched. ${message}`,
    { units: units.map(({ fileName }) => fileName), bytes },
  );
}
