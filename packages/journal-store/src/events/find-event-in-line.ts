import { isUtf8 } from 'node:buffer';
import { type EventLine, parseEventLine } from './parse-event-line.js';

/** How a line begins, ours and the original journal's. */
const BEGINNING = /\{"(?:seq|event_type|data)":/g;
/** Beginnings that are tried in one line; real damage has one or two. */
const MAX_TRIES = 64;

/**
 * The event on a line of an event log; where damage has eaten the newline before it, the whole one that stands at the
 * end of the line.
 *
 * @param line - without its newline
 * @returns undefined where there is none
 * @remarks For who looks at lines in an order or a choice of his own; `readEvents` also tells what is damaged.
 * @example
 * ```ts
 * findEventInLine(Buffer.from('{"event_type":"mod{"event_type":"model_loaded"}'))?.record.eventType; // model_loaded
 * ```
 */
export function findEventInLine(line: Buffer): EventLine | undefined {
  return parseFrom(line, 0) ?? findEventBehindDamage(line);
}

/** @returns the event, and at which byte of the line it begins */
export function findEventBehindDamage(line: Buffer): (EventLine & { at: number }) | undefined {
  // A character for a byte, so that places in the text are places in the line.
  const text = line.toString('latin1');
  let tries = 0;
  for (const { index: at } of text.matchAll(BEGINNING)) {
    tries += 1;
    if (tries > MAX_TRIES) return undefined;
    const found = at === 0 ? undefined : parseFrom(line, at);
    if (found !== undefined) return { ...found, at };
  }
  return undefined;
}

function parseFrom(line: Buffer, at: number): EventLine | undefined {
  const bytes = line.subarray(at);
  if (!isUtf8(bytes)) return undefined;
  const parsed = parseEventLine(bytes.toString());
  return 'record' in parsed ? parsed : undefined;
}
