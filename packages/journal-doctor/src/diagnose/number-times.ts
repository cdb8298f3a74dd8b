import { zonedTimeToEpoch } from '@opta/journal-format';
import { type SeriesState, timeOfUid } from '@opta/journal-ids';
import type { TimeSource } from '../finding.js';
import type { NumberedLog } from '../folders/numbered-log.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** When a log took its number, in epoch milliseconds: not before `from` and not after `to`. */
export interface NumberTime {
  from: number;
  to: number;
  source: TimeSource;
}

/** Tells the time of every number from what the allocator knows and what the logs say. */
export class NumberTimes {
  readonly #claims = new Map<string, number>();
  readonly #recorded = new Map<string, number>();
  readonly #timeZone: string;

  constructor(states: readonly SeriesState[], timeZone: string) {
    this.#timeZone = timeZone;
    for (const { claims, completed, recorded } of states) {
      const times = new Map(claims.map(({ number, claimedAt }) => [number, claimedAt]));
      for (const { number, fileName } of completed) {
        const claimedAt = times.get(number);
        // A claim counts for the file that completed it; another one of that number came from elsewhere.
        if (claimedAt !== undefined) this.#claims.set(fileName, claimedAt);
      }
      for (const { uid, fileName } of recorded) {
        const claimedAt = uid === undefined ? undefined : timeOfUid(uid);
        if (fileName !== undefined && claimedAt !== undefined) this.#recorded.set(fileName, claimedAt);
      }
    }
  }

  /** @returns undefined where nothing tells a time */
  timeOf(log: NumberedLog): NumberTime | undefined {
    const { uid } = log.frontmatter;
    return (
      exactly(this.#claims.get(log.fileName), 'claim') ??
      exactly(this.#recorded.get(log.fileName), 'last-numbers') ??
      // A renumbered log keeps its uid, which tells when it took its first number.
      exactly(uid === undefined || log.aliases.length > 0 ? undefined : timeOfUid(uid), 'uid') ??
      this.#written(log.frontmatter.date ?? log.date, log.frontmatter.time, 'frontmatter') ??
      this.#written(log.date, undefined, 'name')
    );
  }

  #written(date: string | undefined, time: string | undefined, source: TimeSource): NumberTime | undefined {
    if (date === undefined || !DAY.test(date)) return undefined;
    const [clock, , seconds] = CLOCK.exec(time ?? '') ?? [];
    if (clock === undefined && source === 'frontmatter') return undefined;
    const from = toEpoch(date, clock ?? '00:00', this.#timeZone);
    if (from === undefined) return undefined;
    const precisionMs = clock === undefined ? DAY_MS : seconds === undefined ? MINUTE_MS : 1_000;
    return { from, to: from + precisionMs - 1, source };
  }
}

function exactly(time: number | undefined, source: TimeSource): NumberTime | undefined {
  return time === undefined ? undefined : { from: time, to: time, source };
}

function toEpoch(date: string, time: string, timeZone: string): number | undefined {
  // A day that the calendar does not have has no time.
  if (Number.isNaN(Date.parse(`${date}T${time}Z`))) return undefined;
  return zonedTimeToEpoch({ date, time }, timeZone);
}
