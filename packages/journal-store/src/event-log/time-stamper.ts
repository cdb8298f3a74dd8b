import { isoTimestamp } from '@opta/journal-format';
import { FIRST_TIME_MS, LAST_TIME_MS } from '../constants.js';

const MINUTE_MS = 60_000;

/**
 * Writes times as `"2026-02-26T18:28:06.115+11:00","timestamp_unix":1772090886.115`. What belongs to a minute
 * (day, hour, offset) is asked of the zone once a minute, and the text is kept for the millisecond.
 */
export class TimeStamper {
  readonly #timeZone: string;
  #time = Number.NaN;
  #text = '';
  #minute = Number.NaN;
  /** `2026-02-26T18:28:` */
  #beforeSeconds = '';
  /** `+11:00` */
  #offset = '';

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** @param time - epoch milliseconds, with a fraction if need be */
  stamp(time: number): string {
    if (time === this.#time) return this.#text;
    this.#text = `"${this.iso(time)}","timestamp_unix":${time / 1_000}`;
    this.#time = time;
    return this.#text;
  }

  iso(time: number): string {
    const minute = Math.floor(time / MINUTE_MS);
    if (minute !== this.#minute) this.#enter(minute);
    const milliseconds = Math.floor(time) - minute * MINUTE_MS;
    const seconds = Math.floor(milliseconds / 1_000);
    const rest = milliseconds - seconds * 1_000;
    return `${this.#beforeSeconds}${seconds < 10 ? '0' : ''}${seconds}.${rest < 10 ? '00' : rest < 100 ? '0' : ''}${rest}${this.#offset}`;
  }

  #enter(minute: number): void {
    const iso = isoTimestamp(minute * MINUTE_MS, this.#timeZone);
    this.#beforeSeconds = iso.slice(0, 'YYYY-MM-DDTHH:MM:'.length);
    this.#offset = iso.slice('YYYY-MM-DDTHH:MM:SS.mmm'.length);
    this.#minute = minute;
  }
}

/** A time that can be written: what no ISO date can show becomes now. */
export function writableTime(time: number): number {
  return time >= FIRST_TIME_MS && time <= LAST_TIME_MS ? time : Date.now();
}
