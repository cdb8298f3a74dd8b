import { zonedTimeToEpoch } from '@opta/journal-format';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const AGO = /^(\d{1,6})([mhdw])$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/i;
const DAY_MS = 86_400_000;
const UNITS_MS = { m: 60_000, h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS };

/** Relative to what a moment of a query is understood. */
export interface MomentContext {
  /** Epoch milliseconds. */
  now: number;
  timeZone: string;
}

/**
 * The first (`since`) or last (`until`) millisecond that a value names, in epoch milliseconds: `2026-02-24` is a
 * local day, `2026-02-24T13:56` a local time unless it has an offset, `7d` seven days ago.
 *
 * @returns undefined where it names none
 */
export function parseMoment(
  value: string,
  edge: 'since' | 'until',
  { now, timeZone }: MomentContext,
): number | undefined {
  const [, count, unit] = AGO.exec(value) ?? [];
  if (unit !== undefined) return now - Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
  if (DAY.test(value)) {
    if (!isRealDay(value)) return undefined;
    if (edge === 'since') return zonedTimeToEpoch({ date: value, time: '00:00' }, timeZone);
    return zonedTimeToEpoch({ date: dayAfter(value), time: '00:00' }, timeZone) - 1;
  }
  const [, date, time, offset] = INSTANT.exec(value) ?? [];
  if (date === undefined || time === undefined || !isRealDay(date)) return undefined;
  if (Number.isNaN(Date.parse(`${date}T${time}Z`))) return undefined;
  return offset === undefined ? zonedTimeToEpoch({ date, time }, timeZone) : instantOf(value);
}

function instantOf(value: string): number | undefined {
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? undefined : instant;
}

/** 31 February becomes a day of March. */
function isRealDay(date: string): boolean {
  const instant = Date.parse(`${date}T00:00Z`);
  // Zones take a day on either side.
  if (Number.isNaN(instant) || date < '0001-01-04' || date > '9999-12-27') return false;
  return new Date(instant).toISOString().startsWith(date);
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
