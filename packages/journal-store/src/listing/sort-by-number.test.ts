import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortByNumber } from './sort-by-number.js';

const numberOf = (name: string): number => Number.parseInt(name, 10);
const names = (number: fc.Arbitrary<number>) =>
  fc.uniqueArray(fc.tuple(number, fc.string({ maxLength: 3 })).map(([first, rest]) => `${first}-${rest}`));

describe('sorting names by a number in them', () => {
  it.each([
    ['small numbers, many the same', fc.nat(3)],
    ['minutes of a day', fc.nat(2_359)],
    ['numbers as large as they can be', fc.maxSafeNat()],
    ['some of both', fc.oneof(fc.nat(3), fc.constant(Number.MAX_SAFE_INTEGER))],
  ])('agrees with comparing them: %s', (_what, number) => {
    fc.assert(
      fc.property(names(number), (some) => {
        const compared = some.toSorted((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1));
        sortByNumber(some, numberOf);
        expect(some).toEqual(compared);
      }),
      { numRuns: 500 },
    );
  });
});
