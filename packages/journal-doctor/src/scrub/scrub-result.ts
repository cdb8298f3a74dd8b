import type { Failure } from '../to-failure.js';
import type { ScrubPlan, ScrubStep } from './scrub-plan.js';

/** What became of a plan, as plain data without a secret in it. */
export interface ScrubResult extends Pick<ScrubPlan, 'left' | 'foreign' | 'notCovered'> {
  /** What was done, with what was found this time. */
  done: ScrubStep[];
  /** A file that fails is as it was, and holds up no other. */
  failed: { step: ScrubStep; error: Failure }[];
  /** What the participants removed, or why they could not. */
  participants: ({ name: string; removed: number } | { name: string; error: Failure })[];
  /** The file in the session folder in which this was written down, or why not; absent where nothing was done. */
  record?: { fileName: string } | { error: Failure };
}
