import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CountingText } from './counting-text.js';

it('writes every number as JavaScript does, in whatever order', () => {
  const number = fc.oneof(fc.nat(5_000), fc.maxSafeNat(), fc.constantFrom(0, 999, 1_000, 1_001, 999_999));
  fc.assert(
    fc.property(fc.array(number), (numbers) => {
      const text = new CountingText();
      for (const one of numbers) expect(text.textOf(one)).toBe(String(one));
    }),
  );
});

it('writes numbers that count up across thousands', () => {
  const text = new CountingText();
  for (let number = 0; number < 12_345; number += 1) expect(text.textOf(number)).toBe(String(number));
});
