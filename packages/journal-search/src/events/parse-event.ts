import { isUtf8 } from 'node:buffer';
import { MAX_LINE_BYTES } from '../constants.js';

/** One event as its line says it. */
export interface ParsedEvent {
  seq?: number;
  type: string;
  /** Epoch milliseconds; NaN where the line names none. */
  at: number;
  data: unknown;
}

/** An event, and the JSON of which it was read. */
export interface EventLine {
  json: string;
  event: ParsedEvent;
}

/** How a line begins, ours and the original journal's. */
const BEGINNING = /\{"(?:seq|event_type|data)":/g;
/** Beginnings that are tried in one line; real damage has one or two. */
const MAX_TRIES = 64;
/** A string, which stays as it is, or what Python writes for numbers that JSON does not have. */
const STRING_OR_NO_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?Infinity|NaN/g;

/** The event on a line; where damage has eaten a newline, the whole one that follows it. */
export function parseEvent(bytes: Buffer): EventLine | undefined {
  if (bytes.length >= MAX_LINE_BYTES) return undefined;
  const whole = parseAt(bytes, 0);
  if (whole !== undefined || bytes.length === 0) return whole;
  const beginnings = [...bytes.toString('latin1').matchAll(BEGINNING)].slice(0, MAX_TRIES);
  for (const { index } of beginnings) {
    const line = index === 0 ? undefined : parseAt(bytes, index);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** The event that a text of JSON is. */
export function parseEventJson(json: string): ParsedEvent | undefined {
  const value = parseJson(json);
  if (typeof value !== 'object' || value === null) return undefined;
  const { seq, event_type: type, timestamp, timestamp_unix: unix, data } = value as Record<string, unknown>;
  if (typeof type !== 'string') return undefined;
  // To the microsecond: seconds as a float have noise beyond that.
  const at =
    typeof unix === 'number'
      ? Math.round(unix * 1e6) / 1e3
      : Date.parse(typeof timestamp === 'string' ? timestamp : '');
  return Number.isSafeInteger(seq) ? { seq: seq as number, type, at, data } : { type, at, data };
}

function parseAt(bytes: Buffer, from: number): EventLine | undefined {
  const rest = bytes.subarray(from);
  if (!isUtf8(rest)) return undefined;
  const text = rest.toString();
  const json = parseJson(text) === undefined ? withoutPythonNumbers(text) : text;
  const event = parseEventJson(json);
  return event && { json, event };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function withoutPythonNumbers(json: string): string {
  return json.replace(STRING_OR_NO_NUMBER, (part) => (part.startsWith('"') ? part : 'null'));
}
