import { MAX_EVENT_TYPE_LENGTH, OWN_TYPE_PREFIX } from '../constants.js';
import { wellFormed } from '../shown.js';

/** The last moment of the year 9999 in epoch milliseconds: later ones have no four-digit year. */
const LATEST_MS = 253_402_300_799_999;

/** Numbers below are seconds in `timestamp` (until the year 5138), others milliseconds (since 1973). */
const SECONDS_LIMIT = 100_000_000_000;

export interface NormalEvent {
  type: string;
  data: unknown;
  /** Whole epoch milliseconds. */
  time: number;
  /** The id under which an event feed gave it. */
  feedId?: string | undefined;
}

/**
 * An event of either shape as type, data and time, or the name under which it counts as refused.
 *
 * @param event whatever a host sent; it is read once and never changed
 * @param now gives epoch milliseconds for an event without a usable time
 */
export function normaliseEvent(event: unknown, now: () => number): NormalEvent | { refused: string } {
  if (event === null || typeof event !== 'object') return { refused: '(no type)' };
  const {
    type: ownType,
    event_type: lmxType,
    data,
    time,
    timestamp,
    timestamp_unix,
    feedId,
  } = event as Record<string, unknown>;
  const type = ownType ?? lmxType;
  if (typeof type !== 'string' || type === '') return { refused: '(no type)' };
  if (type.length > MAX_EVENT_TYPE_LENGTH) return { refused: '(type too long)' };
  if (type.startsWith(OWN_TYPE_PREFIX)) return { refused: type };
  return {
    type: wellFormed(type),
    data: data === undefined ? {} : data,
    time:
      milliseconds(time, 1) ??
      milliseconds(timestamp_unix, 1000) ??
      milliseconds(timestamp, 1000) ??
      wholeTime(now()),
    feedId: typeof feedId === 'string' ? feedId : undefined,
  };
}

/** A time in whole epoch milliseconds, or undefined where it is none that a log can hold. */
export function toEpochMs(value: unknown): number | undefined {
  return milliseconds(value, 1);
}

function milliseconds(value: unknown, unitMs: 1 | 1000): number | undefined {
  if (typeof value === 'number')
    return inRange(unitMs === 1000 && value < SECONDS_LIMIT ? value * 1000 : value);
  if (typeof value === 'string') return inRange(Date.parse(value));
  if (value instanceof Date) return inRange(value.getTime());
  return undefined;
}

function inRange(ms: number): number | undefined {
  const whole = Math.round(ms);
  return whole >= 0 && whole <= LATEST_MS ? whole : undefined;
}

function wholeTime(now: number): number {
  return inRange(now) ?? 0;
}
