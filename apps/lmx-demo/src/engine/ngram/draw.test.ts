import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw } from './draw.js';
import { createSeededRandom } from './seeded-random.js';

/** How often each key is drawn in a thousand draws. */
function countDraws(weights: Record<string, number>, temperature: number): Record<string, number> {
  const random = createSeededRandom(7);
  const counts: Record<string, number> = {};
  for (let index = 0; index < 1_000; index += 1) {
    const key = draw(Object.entries(weights), temperature, random) ?? '(none)';
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe('a draw', () => {
  it('at temperature 0 takes the heaviest, and the first of equal ones', () => {
    expect(countDraws({ a: 1, b: 3, c: 3 }, 0)).toEqual({ b: 1_000 });
  });

  it('at temperature 1 follows the weights', () => {
    const { a = 0, b = 0 } = countDraws({ a: 1, b: 3 }, 1);
    expect(a + b).toBe(1_000);
    expect(a).toBeGreaterThan(200);
    expect(a).toBeLessThan(300);
  });

  it('is bolder at a higher temperature', () => {
    const cold = countDraws({ a: 1, b: 9 }, 0.5).a ?? 0;
    const hot = countDraws({ a: 1, b: 9 }, 2).a ?? 0;
    expect(cold).toBeLessThan(hot);
  });

  it('of nothing is nothing', () => {
    expect(draw([], 1, Math.random)).toBeUndefined();
    expect(draw([], 0, Math.random)).toBeUndefined();
  });

  it('takes one of them for any weights, temperature and random number', () => {
    const weights = fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 1 });
    const temperature = fc.double({ min: 0, max: 5, noNaN: true });
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(weights, temperature, random, (all, heat, number) => {
        const entries = all.map((weight, index) => [index, weight] as const);
        expect(all[draw(entries, heat, () => number) ?? -1]).toBeDefined();
      }),
    );
  });
});

describe('seeded random numbers', () => {
  it('are the same for the same seed, and others for another', () => {
    const list = (seed: number): number[] => Array.from({ length: 5 }, createSeededRandom(seed));
    expect(list(1)).toEqual(list(1));
    expect(list(1)).not.toEqual(list(2));
  });

  it('lie from 0 to below 1 for every seed', () => {
    fc.assert(
      fc.property(fc.double(), (seed) => {
        const number = createSeededRandom(seed)();
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThan(1);
      }),
    );
  });
});
