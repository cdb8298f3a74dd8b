import type { RecorderName } from '../recorders/recorders.js';
import { hasSqlite } from '../recorders/sqlite.js';
import type { Payload } from './record-samples.js';

/** What is measured of one way to keep events. */
export interface RecordCandidate {
  name: string;
  /** `python` runs in a program of its own. */
  recorder: RecorderName | 'python';
  payload: Payload;
  /** Events that count, and as many again in fifths before. */
  count: number;
  /** Its line, for the reader. */
  line: string;
}

type Way = Pick<RecordCandidate, 'name' | 'recorder' | 'line'>;

const COUNTS: Record<Payload, number> = { event: 200_000, text: 80_000 };
/** For those that take a system call or more for each event. */
const SLOW_COUNT = 20_000;

const WHOLE = 'data, event_type, timestamp, timestamp_unix';

export const BASE = 'JSON.stringify of the whole record';
export const JSON_READY = 'JSON.stringify of records that are ready';
export const JOURNAL = 'record()';
export const PINO = 'pino, asynchronous';
export const PINO_SYNC = 'pino, synchronous';
export const PINO_REDACT = 'pino with redact paths';
export const PYTHON = 'open, append, close in Python';

/** The limits, and what keeps events in a file by many at once. */
const FAST: readonly Way[] = [
  { name: BASE, recorder: 'jsonWithTime', line: 'none is written' },
  { name: JSON_READY, recorder: 'json', line: 'none is written' },
  { name: 'raw writes of 64 KiB', recorder: 'rawWrites', line: 'as many bytes' },
  { name: JOURNAL, recorder: 'journal', line: `seq and the same` },
  { name: 'sonic-boom', recorder: 'sonicBoom', line: WHOLE },
  { name: PINO, recorder: 'pino', line: 'level, time, event_type, data' },
  { name: PINO_SYNC, recorder: 'pinoSync', line: 'the same' },
  { name: PINO_REDACT, recorder: 'pinoRedact', line: 'the same' },
];

const SLOW: readonly Way[] = [
  { name: 'winston', recorder: 'winston', line: 'level, message and the whole record' },
  {
    name: hasSqlite() ? 'SQLite (node:sqlite)' : 'SQLite (WebAssembly)',
    recorder: 'sqlite',
    line: 'a row: type, time, data',
  },
  { name: 'appendFileSync', recorder: 'appendFileSync', line: WHOLE },
  { name: 'open, append, close', recorder: 'openAppendClose', line: WHOLE },
];

const IN_PYTHON: Way = { name: PYTHON, recorder: 'python', line: 'the whole record' };

/** All for ordinary events; for texts only what a goal is about and the limits. */
export function recordCandidates(hasPython: boolean): RecordCandidate[] {
  return [
    ...FAST.map((way) => ({ ...way, payload: 'event' as const, count: COUNTS.event })),
    ...[...SLOW, ...(hasPython ? [IN_PYTHON] : [])].map((way) => ({
      ...way,
      payload: 'event' as const,
      count: SLOW_COUNT,
    })),
    ...FAST.map((way) => ({ ...way, payload: 'text' as const, count: COUNTS.text })),
  ];
}
