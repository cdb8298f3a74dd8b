import { zonedTime, zonedTimeToEpoch } from '@opta/journal-format';
import { addDays } from './add-days.js';
import type { Runtime } from './runtimes.js';

/** The part of a runtime that lies in a day. */
export interface Bar {
  runtime: Runtime;
  /** Shares of the day, 0 to 1. */
  from: number;
  to: number;
  /** From 0; bars that overlap lie in different ones. */
  lane: number;
  /** Whether it began on an earlier day. */
  isContinued: boolean;
}

export interface RuntimeDay {
  /** `YYYY-MM-DD` */
  date: string;
  bars: Bar[];
  lanes: number;
  /** Runtimes for which there is no lane. */
  hidden: number;
}

/** Share of a day below which a bar could not be hit any more; shorter ones are drawn so long. */
const LEAST_SHARE = 0.012;
/** Of a day: a server that is restarted again and again would fill the page. */
const MAX_LANES = 6;

/**
 * The last days on which something ran, newest first, each with its runtimes in the order of their begin.
 *
 * @param timeZone - IANA name of the zone whose days they are
 * @param maxDays - days at the most
 */
export function layOutDays(
  runtimes: readonly Runtime[],
  { timeZone, maxDays }: { timeZone: string; maxDays: number },
): RuntimeDay[] {
  const days = new Map<string, Runtime[]>();
  const inOrder = runtimes.toSorted((one, other) => one.startedAt - other.startedAt);
  for (const runtime of inOrder) {
    for (const date of datesOf(runtime, timeZone, maxDays)) {
      days.set(date, [...(days.get(date) ?? []), runtime]);
    }
  }
  const newest = [...days.keys()].sort().reverse().slice(0, maxDays);
  return newest.map((date) => layOutDay(date, days.get(date) ?? [], timeZone));
}

/** The last days of a runtime, newest first. */
function datesOf({ startedAt, endedAt = startedAt }: Runtime, timeZone: string, maxDays: number): string[] {
  const first = zonedTime(startedAt, timeZone).date;
  const dates: string[] = [];
  let date = zonedTime(endedAt, timeZone).date;
  while (date >= first && dates.length < maxDays) {
    dates.push(date);
    date = addDays(date, -1);
  }
  return dates;
}

function layOutDay(date: string, runtimes: readonly Runtime[], timeZone: string): RuntimeDay {
  const begin = zonedTimeToEpoch({ date, time: '00:00' }, timeZone);
  const length = zonedTimeToEpoch({ date: addDays(date, 1), time: '00:00' }, timeZone) - begin;
  const share = (at: number) => Math.min(1, Math.max(0, (at - begin) / length));
  /** Where the last bar of each lane ends. */
  const ends: number[] = [];
  const bars: Bar[] = [];
  for (const runtime of runtimes) {
    const from = Math.min(share(runtime.startedAt), 1 - LEAST_SHARE);
    const to = Math.max(share(runtime.endedAt ?? runtime.startedAt), from + LEAST_SHARE);
    const free = ends.findIndex((end) => end <= from);
    const lane = free === -1 ? ends.length : free;
    if (lane === MAX_LANES) continue;
    ends[lane] = to;
    bars.push({ runtime, from, to, lane, isContinued: runtime.startedAt < begin });
  }
  return { date, bars, lanes: ends.length, hidden: runtimes.length - bars.length };
}
