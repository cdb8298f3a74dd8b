import { type FrontmatterValue, type LogFileName, parseLogFileName } from '@opta/journal-format';
import { LocalClock } from '@opta/journal-store';
import { NAME_TIME_TOLERANCE_MS } from '../constants.js';

/** One for each zone that was asked for: what it knows of the zone took long to learn. */
const clocks = new Map<string, LocalClock>();

/**
 * When a session or the change of an update log began, in epoch milliseconds: as the frontmatter says, if that does
 * not contradict the file name, else by the name.
 */
export function logTime(
  name: LogFileName | undefined,
  frontmatter: Record<string, FrontmatterValue>,
  timeZone: string,
): number {
  if (name === undefined) return 0;
  const time = String((name.kind === 'update' ? frontmatter.time : name.time) ?? '');
  const named = clockOf(timeZone).toEpoch(name.date, time) ?? midnightOf(name.date);
  const started = name.kind === 'session' ? Date.parse(String(frontmatter.started ?? '')) : Number.NaN;
  return Math.abs(started - named) <= NAME_TIME_TOLERANCE_MS ? started : named;
}

/** The first and the last moment at which a log or an event log of this name can have begun. */
export function nameTimeBounds(fileName: string): { earliest: number; latest: number } {
  const midnight = midnightOf(parseLogFileName(fileName)?.date);
  // A day, the zone of the name, and what frontmatter may say beyond it.
  return {
    earliest: midnight - 2 * NAME_TIME_TOLERANCE_MS,
    latest: midnight + 3 * NAME_TIME_TOLERANCE_MS,
  };
}

function clockOf(timeZone: string): LocalClock {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new LocalClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

/** By UTC. */
function midnightOf(date: string | undefined): number {
  return Date.parse(`${date}T00:00Z`);
}
