import { describe, expect, it } from 'vitest';
import { midnightOf } from './midnight-of.js';

describe('midnightOf', () => {
  it.each([
    ['2026-02-24', 'UTC', '2026-02-24T00:00:00Z'],
    ['2026-02-24', 'Australia/Sydney', '2026-02-23T13:00:00Z'],
    ['2026-07-24', 'Australia/Sydney', '2026-07-23T14:00:00Z'],
    ['2026-02-24', 'America/New_York', '2026-02-24T05:00:00Z'],
    ['2026-02-24', 'Asia/Kolkata', '2026-02-23T18:30:00Z'],
    ['2026-02-24', 'Pacific/Kiritimati', '2026-02-23T10:00:00Z'],
    // The clock jumps from 24:00 to 01:00: the day begins at one.
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00Z'],
    // The hour before midnight comes twice there; the day begins after the second one.
    ['2026-10-25', 'Asia/Beirut', '2026-10-24T22:00:00Z'],
    // Midnight itself comes twice in Havana, an hour apart: the first one counts.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00Z'],
  ])('finds the first instant of %s in %s', (date, timeZone, expected) => {
    expect(new Date(midnightOf(date, timeZone) ?? 0).toISOString()).toBe(new Date(expected).toISOString());
  });

  it.each(['2026-02-30', '2026-13-01', '2026-00-10'])('knows that there is no %s', (date) => {
    expect(midnightOf(date, 'UTC')).toBeUndefined();
  });
});
