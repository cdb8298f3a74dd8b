import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration } from './duration.js';
import {
  assertTimeZone,
  isoTimestamp,
  isTimeZone,
  listTimeZones,
  systemTimeZone,
  zonedTime,
  zonedTimeToEpoch,
  zoneOffsetMinutes,
} from './zoned-time.js';

const at = (iso: string) => Date.parse(iso);

describe('zonedTime', () => {
  it('shows the summer time of Sydney in February', () => {
    expect(zonedTime(at('2026-02-23T17:14:00Z'), 'Australia/Sydney')).toEqual({
      date: '2026-02-24',
      time: '04:14:00',
      offset: '+11:00',
      abbreviation: 'AEDT',
      iso: '2026-02-24T04:14:00+11:00',
    });
  });

  it('shows five past midnight as 00:05', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Sydney']) {
      const midnight = zonedTimeToEpoch({ date: '2026-06-10', time: '00:05' }, zone);
      expect(zonedTime(midnight, zone)).toMatchObject({ date: '2026-06-10', time: '00:05:00' });
    }
  });

  it.each([
    ['Australia/Sydney', '2026-01-10T00:00Z', 'AEDT', '+11:00'],
    ['Australia/Sydney', '2026-07-10T00:00Z', 'AEST', '+10:00'],
    ['Europe/Berlin', '2026-01-10T00:00Z', 'CET', '+01:00'],
    ['Europe/Berlin', '2026-07-10T00:00Z', 'CEST', '+02:00'],
    ['America/New_York', '2026-01-10T00:00Z', 'EST', '-05:00'],
    ['America/New_York', '2026-07-10T00:00Z', 'EDT', '-04:00'],
    ['UTC', '2026-07-10T00:00Z', 'UTC', '+00:00'],
    ['Asia/Kolkata', '2026-07-10T00:00Z', 'IST', '+05:30'],
    ['America/St_Johns', '2026-01-10T00:00Z', 'NST', '-03:30'],
  ])('abbreviates %s at %s as %s', (zone, instant, abbreviation, offset) => {
    expect(zonedTime(at(instant), zone)).toMatchObject({ abbreviation, offset });
  });

  it.each([
    ['Asia/Dubai', '+04:00'],
    ['America/Sao_Paulo', '-03:00'],
    ['Asia/Kathmandu', '+05:45'],
  ])('shows the offset of %s, which has no abbreviation', (zone, offset) => {
    expect(zonedTime(at('2026-02-24T00:00Z'), zone).abbreviation).toBe(offset);
  });

  it('cuts fractions of a second, also before 1970', () => {
    expect(zonedTime(at('2026-02-24T00:00:00.999Z'), 'UTC').time).toBe('00:00:00');
    expect(zonedTime(at('1969-12-31T23:59:59.001Z'), 'UTC').time).toBe('23:59:59');
  });
});

/** Three zones, and the instants at which their clocks go forward and back in 2026. */
const CHANGES = [
  ['Europe/Berlin', '2026-03-29T01:00Z', '2026-10-25T01:00Z', '02:00:00', '03:00:00'],
  ['America/New_York', '2026-03-08T07:00Z', '2026-11-01T06:00Z', '02:00:00', '03:00:00'],
  ['Australia/Sydney', '2026-10-03T16:00Z', '2026-04-04T16:00Z', '02:00:00', '03:00:00'],
] as const;

describe.each(CHANGES)('a change of the clocks in %s', (zone, forward, back, skipped, next) => {
  it('skips an hour of the clock in spring, and none of a duration', () => {
    const start = at(forward) - 30 * 60_000;
    const end = at(forward) + 30 * 60_000;
    expect(zonedTime(at(forward) - 1000, zone).time).toBe('01:59:59');
    expect(zonedTime(at(forward), zone).time).toBe(next);
    expect(formatDuration(end - start)).toBe('01:00:00');
    expect(zonedTime(end, zone).time).toBe('03:30:00');
  });

  it('shows an hour twice in autumn, told apart by offset and abbreviation', () => {
    const first = zonedTime(at(back) - 1800_000, zone);
    const second = zonedTime(at(back) + 1800_000, zone);
    expect(first.time).toBe(second.time);
    expect(first.offset).not.toBe(second.offset);
    expect(first.abbreviation).not.toBe(second.abbreviation);
    expect(at(second.iso) - at(first.iso)).toBe(3600_000);
  });

  it('takes a local time that was skipped for the instant that the clock would have reached', () => {
    const date = zonedTime(at(forward), zone).date;
    expect(zonedTimeToEpoch({ date, time: skipped }, zone)).toBe(at(forward));
  });

  it('takes a local time that was shown twice for the first', () => {
    const { date, time } = zonedTime(at(back) + 1800_000, zone);
    expect(zonedTimeToEpoch({ date, time }, zone)).toBe(at(back) - 1800_000);
  });
});

describe('a time with its offset', () => {
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  );
  const instant = fc.integer({ min: at('1990-01-01T00:00Z'), max: at('2060-01-01T00:00Z') });

  it('names the instant that it was made from', () => {
    fc.assert(
      fc.property(instant, zone, (epochMs, timeZone) => {
        expect(at(isoTimestamp(epochMs, timeZone))).toBe(epochMs);
        expect(at(zonedTime(epochMs, timeZone).iso)).toBe(Math.floor(epochMs / 1000) * 1000);
      }),
      { numRuns: 500 },
    );
  });

  it('is found again from date and time, but for the hour that is shown twice', () => {
    fc.assert(
      fc.property(instant, zone, (epochMs, timeZone) => {
        const second = Math.floor(epochMs / 1000) * 1000;
        const found = zonedTimeToEpoch(zonedTime(second, timeZone), timeZone);
        expect(second - found).toBeGreaterThanOrEqual(0);
        expect(zonedTime(found, timeZone)).toMatchObject({
          date: zonedTime(second, timeZone).date,
          time: zonedTime(second, timeZone).time,
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is no time or zone', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, -8.64e15])('refuses the instant %s', (epochMs) => {
    for (const show of [zonedTime, isoTimestamp, zoneOffsetMinutes]) {
      expect(() => show(epochMs, 'UTC')).toThrow(
        expect.objectContaining({
          code: 'JOURNAL_FORMAT_TIME_INVALID',
          message: expect.stringContaining(String(epochMs)),
        }),
      );
    }
  });

  it.each([
    { date: '2026-13-01', time: '00:00' },
    { date: '2026-02-24', time: '24:61' },
    { date: '', time: '' },
  ])('refuses the local time %o', (local) => {
    expect(() => zonedTimeToEpoch(local, 'UTC')).toThrow(
      expect.objectContaining({ code: 'JOURNAL_FORMAT_TIME_INVALID' }),
    );
  });

  it('refuses a zone that the system does not know, and says which', () => {
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    for (const use of [() => assertTimeZone('Mars/Olympus'), () => zonedTime(0, 'Mars/Olympus')]) {
      expect(use).toThrow(
        expect.objectContaining({
          code: 'JOURNAL_FORMAT_TIME_ZONE_UNKNOWN',
          message: expect.stringContaining('Mars/Olympus'),
          facts: { timeZone: 'Mars/Olympus' },
        }),
      );
    }
  });

  it('knows every zone that it lists, and its own', () => {
    expect(listTimeZones()).toEqual(expect.arrayContaining(['UTC', 'Australia/Sydney']));
    expect(listTimeZones().filter((zone) => !isTimeZone(zone))).toEqual([]);
    expect(isTimeZone(systemTimeZone())).toBe(true);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '00:00:00'],
    [999, '00:00:00'],
    [3_723_900, '01:02:03'],
    [359_999_000, '99:59:59'],
    [450_059_000, '125:00:59'],
    [-5, '00:00:00'],
    [Number.NaN, '00:00:00'],
    [Number.POSITIVE_INFINITY, '00:00:00'],
  ])('shows %s ms as %s', (durationMs, shown) => {
    expect(formatDuration(durationMs)).toBe(shown);
  });
});
