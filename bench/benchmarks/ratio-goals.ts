import type { Goal } from '../benchmark.js';
import { formatSpread, type Spread } from '../statistics.js';

/** A goal whose figure is a ratio: reached where its median is not above the limit. */
export function atMost(limit: number, goal: string, ratio: Spread): Goal {
  return { goal, figure: formatRatio(ratio), isReached: ratio.median <= limit };
}

/** The same where more is better. */
export function atLeast(limit: number, goal: string, ratio: Spread): Goal {
  return { goal, figure: formatRatio(ratio), isReached: ratio.median >= limit };
}

function formatRatio(ratio: Spread): string {
  return `${formatSpread(ratio, 2)} ×`;
}
