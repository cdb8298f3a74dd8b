import { isUtf8 } from 'node:buffer';
import type { EventMatcher } from './event-matcher.js';
import type { DamagedSpan, EventRecord } from './event-record.js';
import { parseEventLine } from './parse-event-line.js';

/** How a line begins, ours and the original journal's. */
const BEGINNING = /\{"(?:seq|event_type|data)":/g;
/** Beginnings that are tried in one line; real damage has one or two. */
const MAX_TRIES = 64;

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
  // A character for a byte, so that places in the text are places in the file.
  const text = bytes.toString('latin1');
  let tries = 0;
  for (const match of text.matchAll(BEGINNING)) {
    tries += 1;
    if (tries > MAX_TRIES) break;
    const at = match.index;
    if (at === 0 || !isUtf8(bytes.subarray(at))) continue;
    const parsed = parseEventLine(bytes.toString('utf8', at, bytes.length - 1), matcher);
    if (parsed !== 'skipped' && 'reason' in parsed) continue;
    yield { kind: 'damaged', ...place, length: at, reason };
    if (parsed !== 'skipped') yield { ...parsed.record, ...place, byteOffset: place.byteOffset + at };
    return;
  }
  yield { kind: 'damaged', ...place, length: bytes.length, reason };
}
