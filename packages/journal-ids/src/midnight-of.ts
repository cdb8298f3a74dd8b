const HOUR_MS = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The first instant of a local date, in milliseconds since the epoch.
 *
 * @param date - `YYYY-MM-DD`
 * @param timeZone - IANA name.
 * @returns undefined for a date that the calendar does not have.
 */
export function midnightOf(date: string, timeZone: string): number | undefined {
  const utc = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== date) return undefined;
  // Offsets before and after cover a change at midnight itself, where 00:00 may not exist or come twice.
  const candidates = [utc - 24 * HOUR_MS, utc + 24 * HOUR_MS].map((near) => utc - offsetAt(near, timeZone));
  const first = Math.min(...candidates);
  return localDate(first, timeZone) === date ? first : Math.max(...candidates);
}

/** `YYYY-MM-DD` of an instant. */
function localDate(epochMs: number, timeZone: string): string {
  return new Date(epochMs + offsetAt(epochMs, timeZone)).toISOString().slice(0, 10);
}

function offsetAt(epochMs: number, timeZone: string): number {
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>;
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epochMs / 1000) * 1000;
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}
