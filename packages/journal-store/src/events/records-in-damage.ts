import type { EventMatcher } from './event-matcher.js';
import type { DamagedSpan, EventRecord } from './event-record.js';
import { findEventBehindDamage } from './find-event-in-line.js';

interface Place {
  segment: number;
  byteOffset: number;
  lineNumber: number;
}

/**
 * What a line that is no record still holds: where a newline was lost, a whole record may follow the damage
 * on the same line. It counts, because its own newline is there.
 *
 * @param bytes - the line with its newline
 */
export function* recordsInDamage(
  bytes: Buffer,
  reason: string,
  matcher: EventMatcher,
  place: Place,
): Generator<EventRecord | DamagedSpan> {
  const found = findEventBehindDamage(bytes.subarray(0, -1));
  yield { kind: 'damaged', ...place, length: found?.at ?? bytes.length, reason };
  if (found === undefined || !matcher.matches(found.record)) return;
  yield { ...found.record, ...place, byteOffset: place.byteOffset + found.at };
}
