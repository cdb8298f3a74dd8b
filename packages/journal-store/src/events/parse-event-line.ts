import type { Envelope } from './event-matcher.js';
import type { EventRecord } from './event-record.js';
import { parseLineJson } from './parse-line-json.js';

/** A record as its line says it. */
export type LineRecord = Omit<EventRecord, 'segment' | 'byteOffset' | 'lineNumber'>;

/** A record, and the JSON that says it. */
export interface EventLine {
  record: LineRecord;
  /** What it was read from: the line, with `null` for numbers that JSON does not have. */
  json: string;
}

/** The head of a line as our writer makes it; types with escapes are left to the real parser. */
const ENVELOPE =
  /^\{"seq":(\d{1,15}),"event_type":"([ !#-[\]-~]*)","timestamp":"[^"\\]*","timestamp_unix":(-?\d+(?:\.\d+)?),"data":/;
const KNOWN_KEYS = 5;
/** Of a line with a checksum, which is verified elsewhere. */
const CHECK = /^[0-9a-f]{8}$/;

/** The envelope of a line, without parsing its data; undefined if that needs parsing. */
export function scanEnvelope(line: string): Envelope | undefined {
  const match = ENVELOPE.exec(line);
  if (match === null) return undefined;
  return { seq: Number(match[1]), eventType: match[2] as string, time: toMilliseconds(Number(match[3])) };
}

/**
 * The event on a line of an event log, ours or one of the original journal.
 *
 * @param line - without its newline
 * @returns the event, or why the line has none
 */
export function parseEventLine(line: string): EventLine | { reason: string } {
  const parsed = parseLineJson(line);
  if (parsed === undefined) return { reason: 'no JSON' };
  const { json, value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { reason: 'no JSON object' };
  }
  const fields = value as Record<string, unknown>;
  if (typeof fields.event_type !== 'string') return { reason: 'no event_type' };
  return { record: toRecord(fields, fields.event_type), json };
}

function toRecord(fields: Record<string, unknown>, eventType: string): LineRecord {
  const { seq, timestamp, timestamp_unix: unix, data } = fields;
  const text = typeof timestamp === 'string' ? timestamp : '';
  const record: LineRecord = {
    kind: 'record',
    eventType,
    timestamp: text,
    time: typeof unix === 'number' ? toMilliseconds(unix) : Date.parse(text),
    data,
  };
  const hasSequence = Number.isSafeInteger(seq);
  if (hasSequence) record.seq = seq as number;
  const known = KNOWN_KEYS - (hasSequence ? 0 : 1);
  if (Object.keys(fields).length > known) addExtra(record, fields, hasSequence);
  return record;
}

function addExtra(record: LineRecord, fields: Record<string, unknown>, hasSequence: boolean): void {
  const known = ['event_type', 'timestamp', 'timestamp_unix', 'data', ...(hasSequence ? ['seq'] : [])];
  if (typeof fields.check === 'string' && CHECK.test(fields.check)) known.push('check');
  const entries = Object.entries(fields).filter(([key]) => !known.includes(key));
  if (entries.length > 0) record.extra = Object.fromEntries(entries);
}

/** To the microsecond, as the original journal writes it: seconds as a float have noise beyond that. */
function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e3;
}
