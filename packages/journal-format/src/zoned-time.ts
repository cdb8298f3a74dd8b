import { JournalFormatError } from './errors.js';
import { localeOfZone } from './zone-locales.js';

/** What a clock on the wall of a zone shows. */
export interface ZonedTime {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM:SS`, from `00:00:00` */
  time: string;
  /** `+11:00`; `+00:00` for UTC */
  offset: string;
  /** `AEDT`; the offset where the zone has no abbreviation */
  abbreviation: string;
  /** `2026-02-24T13:56:26+11:00` */
  iso: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Formatters are costly to make and there are only some hundred zones. */
const offsetFormatters = new Map<string, Intl.DateTimeFormat>();
const abbreviationFormatters = new Map<string, Intl.DateTimeFormat>();

/**
 * What the clocks of a zone show at an instant, to the second.
 *
 * @param epochMs instant in milliseconds since 1970-01-01T00:00Z; fractions of a second are cut
 * @param timeZone IANA name, `Australia/Sydney` or `UTC`
 * @throws {JOURNAL_FORMAT_TIME_ZONE_UNKNOWN} when there is no such zone
 * @throws {JOURNAL_FORMAT_TIME_INVALID} when the instant is not a finite number within the years 0 to 9999
 * @example
 * ```ts
 * zonedTime(Date.UTC(2026, 1, 23, 17, 14), 'Australia/Sydney').abbreviation; // 'AEDT'
 * ```
 */
export function zonedTime(epochMs: number, timeZone: string): ZonedTime {
  const minutes = zoneOffsetMinutes(epochMs, timeZone);
  const [date, time] = localParts(epochMs, minutes);
  const offset = formatOffset(minutes);
  return {
    date,
    time: time.slice(0, 8),
    offset,
    abbreviation: abbreviationOf(epochMs, timeZone) ?? offset,
    iso: `${date}T${time.slice(0, 8)}${offset}`,
  };
}

/**
 * An instant as ISO 8601 with milliseconds and the zone's offset: `2026-02-24T13:56:26.115+11:00`.
 *
 * @throws {JOURNAL_FORMAT_TIME_ZONE_UNKNOWN} when there is no such zone
 * @throws {JOURNAL_FORMAT_TIME_INVALID} when the instant is not a finite number within the years 0 to 9999
 */
export function isoTimestamp(epochMs: number, timeZone: string): string {
  const minutes = zoneOffsetMinutes(epochMs, timeZone);
  const [date, time] = localParts(epochMs, minutes);
  return `${date}T${time}${formatOffset(minutes)}`;
}

/**
 * How many minutes a zone is ahead of UTC at an instant (behind: negative). No zone changes within a minute, so
 * a caller on a hot path may keep the answer for the rest of one.
 *
 * @throws {JOURNAL_FORMAT_TIME_ZONE_UNKNOWN} when there is no such zone
 * @throws {JOURNAL_FORMAT_TIME_INVALID} when the instant is not a finite number within the years 0 to 9999
 */
export function zoneOffsetMinutes(epochMs: number, timeZone: string): number {
  assertInstant(epochMs);
  const fields: Record<string, number> = {};
  for (const { type, value } of offsetFormatter(timeZone).formatToParts(epochMs))
    fields[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((local - Math.floor(epochMs / 1000) * 1000) / MINUTE_MS);
}

/**
 * The instant at which the clocks of a zone showed a time: for old file names, which carry no offset. Where
 * they showed it twice, the earlier one; where they skipped it, the instant that the clock would have reached.
 *
 * @param local date `YYYY-MM-DD` and time `HH:MM` or `HH:MM:SS`
 * @returns epoch milliseconds
 * @throws {JOURNAL_FORMAT_TIME_ZONE_UNKNOWN} when there is no such zone
 * @throws {JOURNAL_FORMAT_TIME_INVALID} when date or time is not a real one
 */
export function zonedTimeToEpoch(local: { date: string; time: string }, timeZone: string): number {
  const asUtc = Date.parse(`${local.date}T${local.time}Z`);
  if (Number.isNaN(asUtc)) throw invalidTime(`${local.date} ${local.time}`);
  // The offsets a day before and after are all that can hold at this local time.
  const [before, after] = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) =>
    zoneOffsetMinutes(near, timeZone),
  ) as [number, number];
  const candidates = [before, after].map((minutes) => asUtc - minutes * MINUTE_MS);
  if (before === after) return candidates[0] as number;
  const shown = candidates.filter(
    (candidate) => candidate + zoneOffsetMinutes(candidate, timeZone) * MINUTE_MS === asUtc,
  );
  return shown.length > 0 ? Math.min(...shown) : (candidates[0] as number);
}

/** Whether the system knows a zone of that name. */
export function isTimeZone(name: string): boolean {
  if (offsetFormatters.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * @throws {JOURNAL_FORMAT_TIME_ZONE_UNKNOWN} when the system knows no zone of that name
 */
export function assertTimeZone(name: string): void {
  if (!isTimeZone(name)) throw unknownZone(name);
}

/** The zone that this system is set to. */
export function systemTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
}

/** The names of all zones that the system knows, for suggestions. */
export function listTimeZones(): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

function offsetFormatter(timeZone: string): Intl.DateTimeFormat {
  const known = offsetFormatters.get(timeZone);
  if (known !== undefined) return known;
  assertTimeZone(timeZone);
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    // h23, not hour12: false, which shows midnight as 24.
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  offsetFormatters.set(timeZone, formatter);
  return formatter;
}

/** `undefined` where the system only has `GMT+3` to say, which is an offset in disguise. */
function abbreviationOf(epochMs: number, timeZone: string): string | undefined {
  let formatter = abbreviationFormatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(localeOfZone(timeZone), { timeZone, timeZoneName: 'short' });
    abbreviationFormatters.set(timeZone, formatter);
  }
  const name = formatter.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value;
  return name !== undefined && /^[A-Z]{2,6}$/.test(name) ? name : undefined;
}

/** Date and time with milliseconds, `['2026-02-24', '13:56:26.115']`. */
function localParts(epochMs: number, offsetMinutes: number): [date: string, time: string] {
  const local = new Date(Math.floor(epochMs) + offsetMinutes * MINUTE_MS).toISOString();
  return [local.slice(0, 10), local.slice(11, 23)];
}

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}

/** Four-digit years only, with a day to spare for the offset. */
const FIRST_INSTANT = Date.parse('0001-01-02T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-30T23:59:59Z');

function assertInstant(epochMs: number): void {
  if (Number.isFinite(epochMs) && epochMs >= FIRST_INSTANT && epochMs <= LAST_INSTANT) return;
  throw invalidTime(String(epochMs));
}

function invalidTime(shown: string): JournalFormatError {
  return new JournalFormatError(
    'JOURNAL_FORMAT_TIME_INVALID',
    `${JSON.stringify(shown.slice(0, 200))} is not a time between the years 1 and 9999. Give epoch milliseconds, or a real date and time.`,
    { value: shown },
  );
}

function unknownZone(name: string): JournalFormatError {
  return new JournalFormatError(
    'JOURNAL_FORMAT_TIME_ZONE_UNKNOWN',
    `There is no time zone ${JSON.stringify(String(name).slice(0, 200))}. Give an IANA name such as Australia/Sydney or UTC.`,
    { timeZone: name },
  );
}
