import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchWildcard } from './match-wildcard.js';

it('matches as a regular expression does in which every star is .*', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
  fc.assert(
    fc.property(part, text, (pattern, one) => {
      expect(matchWildcard(pattern, one)).toBe(new RegExp(`^${pattern.replace(/\*/g, '.*')}$`).test(one));
    }),
    { numRuns: 2_000 },
  );
});

it('takes a bounded time for patterns of many stars', () => {
  expect(matchWildcard(`${'*a'.repeat(300)}b`, 'a'.repeat(10_000))).toBe(false);
});
