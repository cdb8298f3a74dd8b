import { LARGE_SHARE, SEEN_BEFORE_MS } from '../constants.js';
import type { RetentionMark } from './retention-facts.js';
import type { RetentionPlan } from './retention-plan.js';

export interface Marks {
  accepted: RetentionMark | undefined;
  seen: RetentionMark | undefined;
}

/** How many of a plan's units go by their age alone, and were neither accepted nor known a day ago. */
export function countUnknown({ units, plannedAt }: RetentionPlan, { accepted, seen }: Marks): number {
  // A mark that comes from the future was made by a clock that was wrong.
  const isSeenLongAgo = seen !== undefined && seen.at <= plannedAt - SEEN_BEFORE_MS;
  return units.filter(({ reason, date }) => {
    if (reason !== 'age') return false;
    if (accepted !== undefined && date <= accepted.until) return false;
    return !(isSeenLongAgo && date <= seen.until);
  }).length;
}

/** Whether that is more than may go at once. */
export function isLargeShare(plan: RetentionPlan, marks: Marks): boolean {
  return countUnknown(plan, marks) > plan.total * LARGE_SHARE;
}
