import { zonedTime, zonedTimeToEpoch } from '@opta/journal-format';
import { usageError } from '../errors.js';

/** Relative to what a moment is understood. */
export interface WhenContext {
  /** Epoch milliseconds. */
  now: number;
  timeZone: string;
}

const DAY_MS = 86_400_000;
const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  sec: 1_000,
  second: 1_000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  d: DAY_MS,
  day: DAY_MS,
  w: 7 * DAY_MS,
  week: 7 * DAY_MS,
};
const AGO = /^(\d{1,6})\s*([a-z]+?)s?(?:\s+ago)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL = /^(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2})?)$/;
const TIME = /^\d{2}:\d{2}(?::\d{2})?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:z|[+-]\d{2}:\d{2})$/;
const DAYS_BACK: Readonly<Record<string, number>> = { today: 0, yesterday: 1 };

/**
 * The first (`since`) or last (`until`) millisecond that a text names, in epoch milliseconds: `now`, `today`,
 * `yesterday`, `2 h ago`, `7d`, `2026-02-24` (a local day), `2026-02-24 13:56` (local time), `13:56` (today), or an
 * instant in ISO 8601 with its offset.
 *
 * @throws {JOURNAL_CLI_USAGE} for any other text, with the forms that there are
 */
export function parseWhen(text: string, edge: 'since' | 'until', context: WhenContext): number {
  const moment = readMoment(text.trim().toLowerCase(), edge, context);
  if (moment !== undefined && !Number.isNaN(moment)) return moment;
  throw usageError(
    `--${edge} ${JSON.stringify(text)} is no time. Give a day (2026-02-24), a time of today (13:56), both (2026-02-24 13:56), ` +
      'an instant (2026-02-24T13:56:12+11:00), `today`, `yesterday`, `now`, or how long ago (2 h ago, 7d).',
    { option: edge, value: text },
  );
}

function readMoment(
  text: string,
  edge: 'since' | 'until',
  { now, timeZone }: WhenContext,
): number | undefined {
  if (text === 'now') return now;
  const back = DAYS_BACK[text];
  if (back !== undefined) return edgeOfDay(dayAfter(zonedTime(now, timeZone).date, -back), edge, timeZone);
  const [, count, unit = ''] = AGO.exec(text) ?? [];
  if (count !== undefined) {
    const unitMs = UNITS_MS[unit];
    return unitMs === undefined ? undefined : now - Number(count) * unitMs;
  }
  if (DAY.test(text)) return isDay(text) ? edgeOfDay(text, edge, timeZone) : undefined;
  if (TIME.test(text)) return timeOf(zonedTime(now, timeZone).date, text, timeZone);
  const [, date, time] = LOCAL.exec(text) ?? [];
  if (date !== undefined && time !== undefined) return isDay(date) ? timeOf(date, time, timeZone) : undefined;
  return INSTANT.test(text) ? Date.parse(text.toUpperCase()) : undefined;
}

function edgeOfDay(date: string, edge: 'since' | 'until', timeZone: string): number {
  if (edge === 'since') return zonedTimeToEpoch({ date, time: '00:00' }, timeZone);
  return zonedTimeToEpoch({ date: dayAfter(date, 1), time: '00:00' }, timeZone) - 1;
}

function timeOf(date: string, time: string, timeZone: string): number | undefined {
  return Number.isNaN(Date.parse(`${date}T${time}Z`))
    ? undefined
    : zonedTimeToEpoch({ date, time }, timeZone);
}

/** 31 February becomes a day of March. */
function isDay(date: string): boolean {
  const instant = Date.parse(`${date}T00:00Z`);
  return (
    !Number.isNaN(instant) &&
    new Date(instant).toISOString().startsWith(date) &&
    date > '0001-01-03' &&
    date < '9999-12-28'
  );
}

function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
