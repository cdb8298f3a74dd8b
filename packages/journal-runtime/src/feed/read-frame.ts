import type { EventSourceMessage } from 'eventsource-parser';
import { OWN_TYPE_PREFIX } from '../constants.js';
import { normaliseEvent } from '../events/normalise-event.js';
import type { FeedEvent } from './feed-event.js';

/** Unix seconds below are no time at which one of our servers ran (2001-09-09), but some other number. */
const FIRST_UNIX_SECONDS = 1_000_000_000;

/**
 * The event in a frame: its data is the payload, or `{ event_type, data, timestamp }` in the payload.
 *
 * Records that another journal made (`journal_note`, …) are events here and get the prefix `feed_`.
 *
 * @param now epoch milliseconds for an event whose payload does not tell its time
 * @throws {SyntaxError} when the payload is no JSON
 */
export function readFrame({ event, data: payload }: EventSourceMessage, now: number): FeedEvent {
  const value: unknown = JSON.parse(payload);
  const fields = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const isWhole = typeof fields.event_type === 'string' && 'data' in fields;
  const told = isWhole ? String(fields.event_type) : (event ?? 'message');
  const type = told.startsWith(OWN_TYPE_PREFIX) ? `feed_${told}` : told;
  const data = isWhole ? fields.data : value;
  const normal = normaliseEvent({ event_type: type, data, timestamp: toldTime(fields) }, () => now);
  // What the journal cannot take, it counts.
  return 'refused' in normal ? { type, data, time: now } : normal;
}

function toldTime({ timestamp }: Record<string, unknown>): unknown {
  return typeof timestamp === 'number' && timestamp < FIRST_UNIX_SECONDS ? undefined : timestamp;
}
