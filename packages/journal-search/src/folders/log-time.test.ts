import { type FrontmatterValue, parseLogFileName, zonedTimeToEpoch } from '@opta/journal-format';
import { expect, it } from 'vitest';
import { logTime as timeOf } from './log-time.js';

const ZONE = 'Australia/Sydney';
const SESSION = '2026-02-24-1356-studio-evening.md';
const NAMED = zonedTimeToEpoch({ date: '2026-02-24', time: '13:56' }, ZONE);

function logTime(fileName: string, frontmatter: Record<string, FrontmatterValue>, timeZone: string): number {
  return timeOf(parseLogFileName(fileName), frontmatter, timeZone);
}

it('is the begin that the frontmatter says', () => {
  expect(logTime(SESSION, { started: '2026-02-24T13:56:26+11:00' }, ZONE)).toBe(NAMED + 26_000);
  // The log of a device in another zone.
  expect(logTime(SESSION, { started: '2026-02-24T13:56:00-11:00' }, ZONE)).toBe(NAMED + 22 * 3_600_000);
});

it('is that of the name where the frontmatter says none, or another day', () => {
  for (const started of [undefined, 'soon', 7, '2026-02-26T13:56:26+11:00'])
    expect(logTime(SESSION, started === undefined ? {} : { started }, ZONE), String(started)).toBe(NAMED);
});

it('is that of the time beside the name for an update log, and of the day where that is none', () => {
  const update = '007_2026-04-05_faster-start.md';
  // The night in which the clocks were set back.
  expect(logTime(update, { time: '03:30' }, ZONE)).toBe(
    zonedTimeToEpoch({ date: '2026-04-05', time: '03:30' }, ZONE),
  );
  const midnight = zonedTimeToEpoch({ date: '2026-04-05', time: '00:00' }, ZONE);
  for (const time of [undefined, '25:00', 'noon'])
    expect(logTime(update, time === undefined ? {} : { time }, ZONE), time).toBe(midnight);
});

it('is asked for in each zone anew, and in none for the year 0', () => {
  expect(logTime(SESSION, {}, 'UTC')).toBe(Date.parse('2026-02-24T13:56Z'));
  expect(logTime(SESSION.replace('2026', '0000'), {}, ZONE)).toBe(Date.parse('0000-02-24T00:00Z'));
});
