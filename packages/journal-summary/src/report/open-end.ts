import type { SummaryEnd } from '../types.js';

/** What is known of the end is only that it was not before. */
export function isOpenEnded({ recovery }: SummaryEnd): boolean {
  return recovery !== undefined && !recovery.isEndKnown;
}

/** Neither a record nor a sign of life says anything about the end. */
export function isEndUnknown(end: SummaryEnd): boolean {
  const { recovery } = end;
  return isOpenEnded(end) && recovery?.last === undefined && recovery?.heartbeat === undefined;
}
