import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTypePattern } from './create-type-pattern.js';

describe('createTypePattern', () => {
  it('decides as a regular expression does', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const type = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    fc.assert(
      fc.property(text, type, (pattern, one) => {
        const expected = new RegExp(`^${pattern.replace(/\*+/g, '.*')}$`).test(one);
        expect(createTypePattern(pattern)(one)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes every other character for itself', () => {
    for (const text of ['a.b', '(', '[a]', 'a\nb', '^a$', '\\']) {
      expect(createTypePattern(text)(text)).toBe(true);
      expect(createTypePattern(`${text}*`)(`${text}x`)).toBe(true);
    }
    expect(createTypePattern('.*')('abc')).toBe(false);
    expect(createTypePattern('*')('a\nb')).toBe(true);
  });

  it('hangs on no pattern, as the regular expression did', () => {
    expect(createTypePattern(`${'*a'.repeat(50)}*b`)('a'.repeat(100_000))).toBe(false);
  });
});
