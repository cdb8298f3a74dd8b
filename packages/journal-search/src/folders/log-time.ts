import { type FrontmatterValue, parseLogFileName, zonedTimeToEpoch } from '@opta/journal-format';
import { NAME_TIME_TOLERANCE_MS } from '../constants.js';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?/;

/**
 * When a session or the change of an update log began, in epoch milliseconds: as the frontmatter says, if that does
 * not contradict the file name, else by the name.
 */
export function logTime(
  fileName: string,
  frontmatter: Record<string, FrontmatterValue>,
  timeZone: string,
): number {
  const name = parseLogFileName(fileName);
  if (name === undefined) return 0;
  const clock = name.kind === 'update' ? frontmatter.time : name.time;
  const time = CLOCK.exec(String(clock ?? ''))?.[0] ?? '00:00';
  const started = name.kind === 'session' ? Date.parse(String(frontmatter.started ?? '')) : Number.NaN;
  const isBelieved = Math.abs(started - Date.parse(`${name.date}T${time}Z`)) <= NAME_TIME_TOLERANCE_MS;
  // Asking the zone is costly.
  return isBelieved ? started : localTime(name.date, time, timeZone);
}

/** Years 0 and 9999 have no neighbours whose offset could be asked for. */
function localTime(date: string, time: string, timeZone: string): number {
  if (date < '0001-01-04' || date > '9999-12-27') return Date.parse(`${date}T${time}Z`);
  return zonedTimeToEpoch({ date, time }, timeZone);
}

/** The first and the last moment at which a log or an event log of this name can have begun. */
export function nameTimeBounds(fileName: string): { earliest: number; latest: number } {
  const date = parseLogFileName(fileName)?.date;
  const midnight = Date.parse(`${date}T00:00Z`);
  // A day, the zone of the name, and what frontmatter may say beyond it.
  return {
    earliest: midnight - 2 * NAME_TIME_TOLERANCE_MS,
    latest: midnight + 3 * NAME_TIME_TOLERANCE_MS,
  };
}
