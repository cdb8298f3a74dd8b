import { LARGE_SHARE, SEEN_BEFORE_MS } from '../constants.js';
import type { RetentionMark } from './retention-facts.js';
import type { RetentionPlan } from './retention-plan.js';

export interface Marks {
  accepted: RetentionMark | undefined;
  seen: RetentionMark | undefined;
}

/** How many of a plan's units go by their age alone, and were neither accepted nor known a day ago. */
export function countUnknown(plan: RetentionPlan, marks: Marks): number {
  return countByAge(plan, marks).unknown;
}

/**
 * Whether that is more than may go at once, of all that a person has not agreed to: else who agreed to the first half
 * would have agreed to the second one, which only a clock has made old.
 */
export function isLargeShare(plan: RetentionPlan, marks: Marks): boolean {
  const { known, unknown } = countByAge(plan, marks);
  return unknown > (plan.total - known) * LARGE_SHARE;
}

function countByAge(
  { units, plannedAt }: RetentionPlan,
  { accepted, seen }: Marks,
): { known: number; unknown: number } {
  // A mark that comes from the future was made by a clock that was wrong.
  const isSeenLongAgo = seen !== undefined && seen.at <= plannedAt - SEEN_BEFORE_MS;
  const byAge = units.filter(({ reason }) => reason === 'age');
  const isKnown = (date: string): boolean =>
    (accepted !== undefined && date <= accepted.until) || (isSeenLongAgo && date <= seen.until);
  const known = byAge.filter(({ date }) => isKnown(date)).length;
  return { known, unknown: byAge.length - known };
}
