import { zonedTimeToEpoch, zoneOffsetMinutes } from '@opta/journal-format';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Days whose offset is kept: three years of logs. */
const MAX_DAYS = 1_100;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?/;

/**
 * Turns dates and times as names show them into instants. Asking the zone takes a hundred times longer than all else,
 * so a day is asked for once, and the last three years of days are kept.
 *
 * @example
 * ```ts
 * const clock = new LocalClock('Australia/Sydney');
 * new Date(clock.toEpoch('2026-02-24', '13:56') ?? 0).toISOString(); // 2026-02-24T02:56:00.000Z
 * ```
 */
export class LocalClock {
  readonly #timeZone: string;
  /** Offset of a day in minutes, or undefined where it changes near that day. */
  readonly #offsets = new Map<string, number | undefined>();

  /** @param timeZone - an IANA name that the system knows */
  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /**
   * @param date - a real day, `YYYY-MM-DD`
   * @param time - begins with `HH:MM` or `HH:MM:SS`; without one the day's begin counts
   * @returns epoch milliseconds; undefined in the year 0 and at the end of 9999, where the zone cannot be asked
   * @throws {JOURNAL_FORMAT_TIME_ZONE_UNKNOWN} when there is no such zone
   */
  toEpoch(date: string, time: string | undefined): number | undefined {
    if (date < '0001-01-04' || date > '9999-12-27') return undefined;
    const clock = CLOCK.exec(time ?? '')?.[0] ?? '00:00';
    const offset = this.#offsetOf(date);
    if (offset === undefined) return zonedTimeToEpoch({ date, time: clock }, this.#timeZone);
    return Date.parse(`${date}T${clock}Z`) - offset * MINUTE_MS;
  }

  #offsetOf(date: string): number | undefined {
    if (this.#offsets.has(date)) return this.#offsets.get(date);
    const begin = Date.parse(`${date}T00:00Z`);
    // Zones are at most 14 hours away, so these two enclose the local day.
    const before = zoneOffsetMinutes(begin - DAY_MS, this.#timeZone);
    const after = zoneOffsetMinutes(begin + 2 * DAY_MS, this.#timeZone);
    if (this.#offsets.size >= MAX_DAYS) this.#offsets.clear();
    const offset = before === after ? before : undefined;
    this.#offsets.set(date, offset);
    return offset;
  }
}
