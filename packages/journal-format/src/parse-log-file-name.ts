import { isRealDay } from './is-real-day.js';
import { MAX_FILE_NAME_BYTES } from './name-limits.js';

export interface SessionLogName {
  kind: 'session';
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM` */
  time: string;
  /** Device and summary, undivided: both contain hyphens. */
  rest: string;
}

export interface EventLogName {
  kind: 'events';
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM:SS` */
  time: string;
  /** The device's slug. */
  rest: string;
  /** From 1. */
  copy: number;
  /** From 1. */
  segment: number;
}

export interface UpdateLogName {
  kind: 'update';
  /** `YYYY-MM-DD` */
  date: string;
  /** `007` is 7. */
  number: number;
  /** The number as it is written. */
  id: string;
  /** The slug. */
  rest: string;
}

export type LogFileName = SessionLogName | EventLogName | UpdateLogName;

const SESSION = /^(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)-([a-z0-9][a-z0-9-]*)\.md$/i;
const EVENTS =
  /^(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)(\d\d)-([a-z0-9][a-z0-9-]*?)-events(?:-([1-9]\d{0,8}))?(?:\.([1-9]\d{0,8}))?\.jsonl$/i;
const UPDATE = /^(\d{1,15})_(\d{4}-\d\d-\d\d)_([a-z0-9][a-z0-9-]*)\.md$/i;

/**
 * What the name of a log says.
 *
 * @param name a file name without its folder
 * @returns `undefined` for every name outside the convention: READMEs, conflict copies of sync tools,
 *   temporary files, days and times that do not exist
 */
export function parseLogFileName(name: string): LogFileName | undefined {
  // Names of ours are shorter; longer ones of the convention's form were made by hand and are fine too.
  if (name.length > 2 * MAX_FILE_NAME_BYTES) return undefined;
  const parsed = parseKind(name);
  return parsed !== undefined && isRealDay(parsed.date) ? parsed : undefined;
}

/** Names come by the 100,000, so only the form is tried that fits where they have what. */
function parseKind(name: string): LogFileName | undefined {
  if (name.charAt(4) !== '-') return parseUpdate(name);
  return name.endsWith('d') || name.endsWith('D') ? parseSession(name) : parseEvents(name);
}

function parseSession(name: string): SessionLogName | undefined {
  const [, date, hour, minute, rest] = SESSION.exec(name) ?? [];
  if (date === undefined || hour === undefined || minute === undefined || rest === undefined)
    return undefined;
  return isRealTime(hour, minute) ? { kind: 'session', date, time: `${hour}:${minute}`, rest } : undefined;
}

function parseEvents(name: string): EventLogName | undefined {
  const [, date, hour, minute, second, rest, copy, segment] = EVENTS.exec(name) ?? [];
  if (date === undefined || hour === undefined || minute === undefined) return undefined;
  if (second === undefined || rest === undefined || !isRealTime(hour, minute, second)) return undefined;
  const time = `${hour}:${minute}:${second}`;
  return { kind: 'events', date, time, rest, copy: Number(copy ?? 1), segment: Number(segment ?? 1) };
}

function parseUpdate(name: string): UpdateLogName | undefined {
  const [, id, date, rest] = UPDATE.exec(name) ?? [];
  if (id === undefined || date === undefined || rest === undefined) return undefined;
  return { kind: 'update', date, number: Number(id), id, rest };
}

function isRealTime(hour: string, minute: string, second = '00'): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}
