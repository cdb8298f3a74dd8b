import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Literal, LiteralScanner } from './literal-scanner.js';

const literal = (text: string, isAnyCase = false): Literal<undefined> => ({
  text,
  isAnyCase,
  payload: undefined,
});

function placesOf(text: string, literals: readonly Literal<undefined>[]): string[] {
  const places: string[] = [];
  new LiteralScanner(literals).scan(text, ({ text: found }, at) => {
    places.push(`${at} ${found}`);
    return false;
  });
  return places.sort();
}

/** The slow and obvious way. */
function expectedPlaces(text: string, literals: readonly Literal<undefined>[]): string[] {
  const places: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    for (const { text: wanted, isAnyCase } of literals) {
      const part = text.slice(at, at + wanted.length);
      const isThere = isAnyCase
        ? part.replace(/[A-Z]/g, (one) => one.toLowerCase()) === wanted
        : part === wanted;
      if (isThere) places.push(`${at} ${wanted}`);
    }
  }
  return places.sort();
}

describe('LiteralScanner', () => {
  it('finds every literal at every offset, and nothing else', () => {
    const some = fc.stringMatching(/^[a-c_-]{3,7}$/);
    const short = fc.stringMatching(/^[a-cA-C_ä€😀-]{0,60}$/u);
    // Long ones are looked through as bytes.
    const text = fc.tuple(fc.constantFrom('', 'ä'.repeat(65)), short).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(some, fc.boolean()), { minLength: 1, maxLength: 8 }),
        text,
        (pairs, where) => {
          const unique = [
            ...new Map(
              pairs.map(([one, isAnyCase]) => [`${one}${isAnyCase}`, literal(one, isAnyCase)]),
            ).values(),
          ];
          expect(placesOf(where, unique)).toEqual(expectedPlaces(where, unique));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('tells places in UTF-16 units behind characters of any length', () => {
    expect(placesOf('ä€😀abcd', [literal('abcd')])).toEqual(['4 abcd']);
    expect(placesOf(`${'ä€'.repeat(40)}abcd`, [literal('abcd')])).toEqual(['80 abcd']);
    expect(placesOf(`${'😀'.repeat(70_000)}abcd`, [literal('abcd')])).toEqual(['140000 abcd']);
  });

  it('ends when it is told to', () => {
    let calls = 0;
    const isEnded = new LiteralScanner([literal('abcd')]).scan('abcd abcd', () => {
      calls += 1;
      return true;
    });
    expect([isEnded, calls]).toEqual([true, 1]);
  });

  it('passes over a literal that an unwanted letter follows, in either case', () => {
    const scanner = new LiteralScanner([{ ...literal('token', true), unlessBefore: 's' }]);
    const places: number[] = [];
    scanner.scan('tokens TOKENS token Tokenx', (_, at) => places.push(at) === 0);
    expect(places).toEqual([14, 20]);
  });

  it('refuses a literal that is too short to be met at every second place', () => {
    expect(() => new LiteralScanner([literal('ab')])).toThrow(RangeError);
  });
});
