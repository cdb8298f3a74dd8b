import { describe, expect, it } from 'vitest';
import { formatCount, formatDecimal, formatMs, plural, times } from './numbers.js';

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [1_234_567, '1,234,567'],
  ])('shows the count %s as %s', (count, shown) => {
    expect(formatCount(count)).toBe(shown);
  });

  it.each([
    [0.004, '0'],
    [100, '100'],
    [17.2, '17.2'],
    [9.117, '9.12'],
  ])('shows the decimal %s as %s', (value, shown) => {
    expect(formatDecimal(value)).toBe(shown);
  });

  it.each([
    [undefined, '–'],
    [0, '0'],
    [0.04, '0'],
    [9.94, '9.9'],
    [9.96, '10'],
    [12_345.6, '12,346'],
  ])('shows %s milliseconds as %s', (value, shown) => {
    expect(formatMs(value)).toBe(shown);
  });

  it('tells one from several', () => {
    expect([plural(1, 'load'), plural(2, 'load'), plural(1_000, 'load')]).toEqual([
      '1 load',
      '2 loads',
      '1,000 loads',
    ]);
    expect([times(1), times(2)]).toEqual(['once', '2 times']);
  });
});
