import { isoTimestamp } from '@opta/journal-format';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_TIME_MS, LAST_TIME_MS } from '../constants.js';
import { TimeStamper, writableTime } from './time-stamper.js';

const ZONES = ['UTC', 'Australia/Lord_Howe', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'];

describe('TimeStamper', () => {
  it('writes what the formatter writes, whatever times follow each other', () => {
    // Around 2026-10-25, where clocks change, and far away from it.
    const near = fc.integer({ min: 1_792_800_000_000, max: 1_793_500_000_000 });
    const far = fc.integer({ min: FIRST_TIME_MS, max: LAST_TIME_MS });
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.array(fc.oneof(near, far), { minLength: 1 }),
        (zone, times) => {
          const stamper = new TimeStamper(zone);
          for (const time of times) {
            expect(JSON.parse(`[${stamper.stamp(time).replace('"timestamp_unix":', '')}]`)).toEqual([
              isoTimestamp(time, zone),
              time / 1_000,
            ]);
          }
        },
      ),
    );
  });

  it('cuts fractions of a millisecond from the date and keeps them in seconds', () => {
    expect(new TimeStamper('UTC').stamp(1_772_090_886_115.5)).toBe(
      '"2026-02-26T07:28:06.115+00:00","timestamp_unix":1772090886.1155',
    );
  });

  it('writes times before 1970', () => {
    expect(new TimeStamper('UTC').iso(-1)).toBe('1969-12-31T23:59:59.999+00:00');
  });
});

describe('writableTime', () => {
  it('keeps a time that a date can show', () => {
    for (const time of [FIRST_TIME_MS, -1, 0, 0.5, LAST_TIME_MS]) expect(writableTime(time)).toBe(time);
  });
});
