import { RUNNING_SILENCE_MS } from '../constants.js';
import type { RuntimeFacts } from '../facts/runtime-facts.js';

const RUNNING = 'running';
const UNKNOWN = 'unknown';

/** How a runtime stands at a moment. */
export interface RuntimeOutcome {
  status: string;
  uptimeMs: number;
  /** Milliseconds that models have been in memory since the last that is known of it. */
  heldSinceMs: number;
}

/**
 * A runtime whose end nothing on the disk tells is running as long as its last record is fresh. The record counts,
 * not the file's time: a clone or copy changes that.
 *
 * @param now - epoch milliseconds
 */
export function outcomeOf(facts: RuntimeFacts, now: number): RuntimeOutcome {
  const { end, startedAt, lastAt } = facts;
  if (end !== undefined) return { ...end, heldSinceMs: 0 };
  // A record from the future is damaged, or of another clock.
  if (Math.abs(now - lastAt) > RUNNING_SILENCE_MS) {
    return { status: UNKNOWN, uptimeMs: Math.max(0, lastAt - startedAt), heldSinceMs: 0 };
  }
  return {
    status: RUNNING,
    uptimeMs: Math.max(0, now - startedAt),
    heldSinceMs: Math.max(0, now - lastAt),
  };
}

export function isRunning({ status }: RuntimeOutcome): boolean {
  return status === RUNNING;
}

export function isCrash({ status }: RuntimeOutcome): boolean {
  return ![RUNNING, 'clean', 'signal', 'exit'].includes(status);
}
