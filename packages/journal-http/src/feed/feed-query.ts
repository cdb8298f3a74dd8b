import type { EventSeverity } from '@opta/journal-format';
import { detailResponse } from '../detail-response.js';
import { shown } from '../shown.js';
import { MAX_TYPE_PATTERN_LENGTH, MAX_TYPE_PATTERNS } from './constants.js';
import { createFeedFilter, type FeedFilter, SEVERITIES } from './create-feed-filter.js';

/** What a client asks the feed for. */
export interface FeedQuery {
  matches: FeedFilter;
  /** The id of the last event that it got, as it was sent. */
  lastEventId: string | undefined;
  /** How many missed events it wants at the most; the newest of them are sent. */
  limit: number | undefined;
}

/**
 * Reads `type`, `severity`, `limit` and `last_event_id`; the header `Last-Event-ID`, which a browser sends when it
 * reconnects by itself, is newer than the latter. Other parameters are left to others.
 *
 * @returns a 400 answer where a value is none of those
 */
export function readFeedQuery(request: Request): FeedQuery | Response {
  const { searchParams } = new URL(request.url);
  const patterns = searchParams.getAll('type').flatMap((value) => value.split(','));
  const wrong = patterns.find((pattern) => pattern === '' || pattern.length > MAX_TYPE_PATTERN_LENGTH);
  if (wrong !== undefined || patterns.length > MAX_TYPE_PATTERNS) {
    return refuse(
      'type',
      wrong ?? `${patterns.length} patterns`,
      `1 to ${MAX_TYPE_PATTERNS} event types of 1 to ${MAX_TYPE_PATTERN_LENGTH} characters, such as model_*`,
    );
  }
  const severity = searchParams.get('severity') ?? 'info';
  if (!isSeverity(severity)) return refuse('severity', severity, `one of ${SEVERITIES.join(', ')}`);
  const limit = searchParams.get('limit');
  if (limit !== null && !/^\d{1,15}$/.test(limit)) return refuse('limit', limit, 'a whole number from 0');
  return {
    matches: createFeedFilter(patterns, severity),
    // An empty one is what a client has that has not got an event yet.
    lastEventId: request.headers.get('last-event-id') || searchParams.get('last_event_id') || undefined,
    limit: limit === null ? undefined : Number(limit),
  };
}

function isSeverity(text: string): text is EventSeverity {
  return (SEVERITIES as readonly string[]).includes(text);
}

function refuse(name: string, value: string, expected: string): Response {
  return detailResponse(400, `${name} is ${shown(value)}; give ${expected}`);
}
