import { readSync } from 'node:fs';
import type { PlainFile } from '../folders/open-plain-file.js';
import { NEWLINE } from './line.js';
import { parseEvent } from './parse-event.js';

/** What the first line of an event log says of its session. */
export interface EventSession {
  session?: string;
  device?: string;
  user?: string;
  model?: string;
}

const FIRST_LINE_BYTES = 65_536;
const FIELDS = ['session', 'device', 'user', 'model'] as const;

/** Of a file that is not compressed; empty where its first line is none of ours. */
export function readEventSession({ fd, size }: PlainFile): EventSession {
  const buffer = Buffer.allocUnsafe(Math.min(FIRST_LINE_BYTES, size));
  const length = readSync(fd, buffer, 0, buffer.length, 0);
  const end = buffer.subarray(0, length).indexOf(NEWLINE);
  return end === -1 ? {} : parseEventSession(buffer.subarray(0, end));
}

/** @param line - without its newline */
export function parseEventSession(line: Buffer): EventSession {
  const record = parseEvent(line)?.record;
  if (record?.eventType !== 'journal_session_start') return {};
  const data = (record.data ?? {}) as Record<string, unknown>;
  const known = FIELDS.filter((field) => typeof data[field] === 'string');
  return Object.fromEntries(known.map((field) => [field, data[field]]));
}
