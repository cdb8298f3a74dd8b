import { eventSeverity } from '@opta/journal-format';
import type { EventLine, Severity } from '../../api/types.js';

/** An event of a session, or a part of its event log that is none. */
export interface SessionEvent {
  type: string;
  severity: Severity;
  /** Epoch milliseconds, with a fraction; NaN where there is no time. */
  at: number;
  data: unknown;
  /** Its number in the session, from 1; absent in logs of old programs. */
  seq?: number;
}

/** What the API tells of a place that is no event; it is asked for so that no loss goes unseen. */
interface DamagedLine {
  damaged: { kind: string; reason: string; line_number: number; length: number };
}

/**
 * Events as the API streams them: one object of JSON a line.
 *
 * @throws {SyntaxError} where a line is none, because the stream has ended within it
 */
export function parseEventLines(text: string): SessionEvent[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => toEvent(JSON.parse(line) as EventLine | DamagedLine));
}

function toEvent(line: EventLine | DamagedLine): SessionEvent {
  if ('damaged' in line) {
    const { kind, reason, line_number } = line.damaged;
    const summary = { line: line_number, reason };
    return {
      type: `(${kind})`,
      severity: kind === 'unfinished' ? 'warning' : 'error',
      at: NaN,
      data: summary,
    };
  }
  const { event_type: type, timestamp_unix, data, seq } = line;
  const at = timestamp_unix === null ? NaN : timestamp_unix * 1_000;
  return { type, severity: eventSeverity(type), at, data, ...(seq === undefined ? {} : { seq }) };
}
