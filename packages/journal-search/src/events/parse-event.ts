import { type EventLine, findEventInLine } from '@opta/journal-store';
import { MAX_LINE_BYTES } from '../constants.js';

/** The event on a line, as a reader of events finds it. */
export function parseEvent(line: Buffer): EventLine | undefined {
  return line.length >= MAX_LINE_BYTES ? undefined : findEventInLine(line);
}
