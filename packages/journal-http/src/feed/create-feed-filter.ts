import { type EventSeverity, eventSeverity } from '@opta/journal-format';
import { createTypePattern } from '@opta/journal-store';

/** Which events a client wants, by their type. */
export type FeedFilter = (type: string) => boolean;

/** From the least to the gravest. */
export const SEVERITIES: readonly EventSeverity[] = ['info', 'warning', 'error', 'critical'];

/** What an event log says of itself. It is not told live, so it is not told afterwards either. */
const UNSENT_TYPES: readonly string[] = ['journal_session_start', 'journal_gap'];

/**
 * @param patterns - event types, `*` stands for any characters; none for all
 * @param least - this severity or a worse one
 */
export function createFeedFilter(patterns: readonly string[], least: EventSeverity): FeedFilter {
  const tests = patterns.map(createTypePattern);
  const leastRank = SEVERITIES.indexOf(least);
  return (type) =>
    !UNSENT_TYPES.includes(type) &&
    (tests.length === 0 || tests.some((matches) => matches(type))) &&
    (leastRank === 0 || SEVERITIES.indexOf(eventSeverity(type)) >= leastRank);
}
