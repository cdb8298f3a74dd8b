import {
  type EventPart,
  type EventWindow,
  firstNumber,
  lastNumber,
  MAX_HELD,
  PART_SIZE,
  withoutUnnumberedEnd,
  withoutUnnumberedStart,
} from './event-window.js';
import type { SessionEvent } from './session-event.js';

/**
 * Asks for events in the order of the log. Damage comes with them, that before `after` too, and counts for the limit.
 *
 * @param after - only events with a greater number; undefined for all, those without one as well
 */
export type ReadLines = (range: { after: number | undefined; limit: number }) => Promise<SessionEvent[]>;

/** Lines of one answer at the most; the API's own limit. */
const MAX_LINES = 1_000_000;
/** Lines that an answer about what comes before may have besides its events: those of damage. */
const SLACK = 100;
/** Events that make it worth a request to go back. */
const ENOUGH = 500;

/**
 * What a page begins with.
 *
 * @param after - the number after which it begins; the begin of the log where nothing comes after it
 */
export async function readFirstPart(read: ReadLines, after: number | undefined): Promise<EventPart> {
  const lines = await read({ after, limit: MAX_HELD });
  if (after !== undefined && firstNumber(lines) === undefined) return readFirstPart(read, undefined);
  const [isStart, isEnd] = [after === undefined, lines.length < MAX_HELD];
  const begun = isStart ? lines : withoutUnnumberedStart(lines);
  // A log without numbers is held as far as it was read.
  const isWhole = isEnd || firstNumber(lines) === undefined;
  return { events: isWhole ? begun : withoutUnnumberedEnd(begun), isStart, isEnd };
}

/** What comes after a window that ends with a numbered event. */
export async function readLaterPart(read: ReadLines, { events }: EventWindow): Promise<EventPart> {
  const last = lastNumber(events) ?? 0;
  for (let limit = PART_SIZE + 1; ; limit = Math.min(limit * 2, MAX_LINES)) {
    // From the last one on: it parts the damage that is known from what comes after it.
    const lines = await read({ after: Math.max(0, last - 1), limit });
    const later = lines.slice(lines.findLastIndex(({ seq }) => seq !== undefined && seq <= last) + 1);
    if (lines.length < limit) return { events: later, isStart: false, isEnd: true };
    const numbered = withoutUnnumberedEnd(later);
    if (numbered.length > 0) return { events: numbered, isStart: false, isEnd: false };
    // All of the answer was damage that is known.
    if (limit === MAX_LINES) return { events: later, isStart: false, isEnd: true };
  }
}

/**
 * What comes before a window that begins with a numbered event. The API only tells what comes after a number, so it is
 * asked from further and further back until there is something; where that is too much for one answer, from less far.
 */
export async function readEarlierPart(read: ReadLines, { events }: EventWindow): Promise<EventPart> {
  const first = firstNumber(events) ?? 0;
  let limit = PART_SIZE + SLACK;
  /** Numbers before the first one: how far back is asked, was answered whole, and was too far for one answer. */
  let [reach, whole, cut] = [PART_SIZE, 0, Number.POSITIVE_INFINITY];
  let found: EventPart | undefined;
  for (;;) {
    const after = Math.max(0, first - 1 - reach);
    const lines = await read({ after: after === 0 ? undefined : after, limit });
    if (lines.length < limit || (lastNumber(lines) ?? 0) >= first || limit === MAX_LINES) {
      const part = partBefore(first, lines, after === 0);
      if (part.isStart || part.events.length >= ENOUGH) return part;
      if (part.events.length > 0) found = part;
      whole = reach;
    } else if (found !== undefined) {
      return found;
    } else if (reach - whole <= PART_SIZE) {
      // So many numbers fit into an answer: it is damage that takes their room.
      limit = Math.min(limit * 2, MAX_LINES);
      continue;
    } else {
      cut = reach;
    }
    reach = cut === Number.POSITIVE_INFINITY ? whole * 2 : Math.ceil((whole + cut) / 2);
  }
}

function partBefore(first: number, lines: readonly SessionEvent[], isStart: boolean): EventPart {
  const end = lines.findIndex(({ seq }) => seq !== undefined && seq >= first);
  const before = end === -1 ? lines : lines.slice(0, end);
  const from = before.findLastIndex(
    ({ seq }, index) => seq !== undefined && index <= before.length - PART_SIZE,
  );
  if (from !== -1) return { events: before.slice(from), isStart: isStart && from === 0, isEnd: false };
  return { events: isStart ? before : withoutUnnumberedStart(before), isStart, isEnd: false };
}
