import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { DemoError } from '../demo-error.js';
import type { ServerEvent } from '../server-bus.js';

/** A line of a recorded stream: an event, one of the journal's own records, or nothing that can be used. */
export type RecordedLine =
  | { kind: 'event'; event: ServerEvent /** `+11:00` or `Z`, as the line has it. */; offset?: string }
  | { kind: 'own' }
  | { kind: 'unusable'; lineNumber: number; reason: string };

const OWN_TYPE_PREFIX = 'journal_';

/**
 * The events of a file as LMX or this journal writes it, in its order.
 *
 * @throws {DemoError} when the file cannot be read
 */
export async function* readRecordedEvents(path: string): AsyncGenerator<RecordedLine, void, undefined> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  let lineNumber = 0;
  try {
    for await (const line of lines) {
      lineNumber += 1;
      if (line.trim() !== '') yield parseLine(line, lineNumber);
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DemoError(`The recorded events ${path} cannot be read: ${reason}`, { cause });
  }
}

function parseLine(line: string, lineNumber: number): RecordedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    return { kind: 'unusable', lineNumber, reason: cause instanceof Error ? cause.message : String(cause) };
  }
  const {
    event_type: type,
    data,
    timestamp,
    timestamp_unix: seconds,
  } = (value ?? {}) as Record<string, unknown>;
  if (typeof type !== 'string') return { kind: 'unusable', lineNumber, reason: 'has no event_type' };
  if (type.startsWith(OWN_TYPE_PREFIX)) return { kind: 'own' };
  const time = typeof seconds === 'number' ? seconds * 1000 : Date.parse(String(timestamp));
  if (!Number.isFinite(time)) return { kind: 'unusable', lineNumber, reason: 'has no usable time' };
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(String(timestamp))?.[0];
  const event = { type, data: (data ?? {}) as Record<string, unknown>, time };
  return { kind: 'event', event, ...(offset === undefined ? {} : { offset }) };
}
