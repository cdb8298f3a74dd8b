import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Lines that are written at once. */
const BLOCK = 10_000;
const STARTED = Date.parse('2026-02-24T08:00:00Z');

/** The name of a log that begins at a time of its own, so that no other has it. */
export const LONG_EVENT_LOG = '2026-02-24-080000-studio-events.jsonl';

/** Writes an event log straight to the disk, as a runtime leaves it: its events are numbered from 1 to `lines`. */
export function writeEventLog(path: string, lines: number): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'wx');
  try {
    for (let from = 1; from <= lines; from += BLOCK) {
      const count = Math.min(BLOCK, lines - from + 1);
      writeSync(file, Array.from({ length: count }, (_, index) => lineOf(from + index, lines)).join(''));
    }
  } finally {
    closeSync(file);
  }
}

function lineOf(seq: number, lines: number): string {
  const time = STARTED + seq * 50;
  const [type, data] = eventOf(seq, lines);
  const timestamp = `${new Date(time).toISOString().slice(0, 23)}+00:00`;
  return `${JSON.stringify({ seq, event_type: type, timestamp, timestamp_unix: time / 1_000, data })}\n`;
}

function eventOf(seq: number, lines: number): [type: string, data: object] {
  if (seq === 1) return ['journal_session_start', { session: 'long', segment: 1, device: 'studio', pid: 1 }];
  if (seq === lines) return ['journal_session_end', { status: 'clean' }];
  if (seq % 1_000 === 0) return ['request_failed', { n: seq, error: 'The client went away.' }];
  const request = `chatcmpl-${(seq * 7_919).toString(36)}`;
  return ['request_completed', { n: seq, request_id: request, model_id: 'a/small', latency_ms: seq % 977 }];
}
