import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberRuns, runsOf } from './number-runs.js';

const number = fc.integer({ min: 1, max: 30 });
const step = fc.oneof(
  number.map((one) => ({ numbers: [one] })),
  fc.array(number, { maxLength: 12 }).map((numbers) => ({ numbers })),
);

describe('NumberRuns', () => {
  it('answers as a set of the same numbers would', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const runs = new NumberRuns();
        const set = new Set<number>();
        for (const { numbers } of steps) {
          const [only] = numbers;
          if (numbers.length === 1 && only !== undefined) runs.add(only);
          else runs.addRuns(runsOf(numbers));
          for (const one of numbers) set.add(one);
          for (let from = 0; from <= 32; from += 1) {
            expect(runs.has(from)).toBe(set.has(from));
            expect(runs.nextAfter(from)).toBe(lowest([...set].filter((one) => one > from)));
            for (let to = from; to <= 32; to += 5) {
              expect(runs.highestIn([from, to])).toBe(highest([...set], from, to));
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('joins runs that touch or overlap', () => {
    expect(runsOf([5, 1, 2, 2, 9, 3, 8])).toEqual([
      [1, 3],
      [5, 5],
      [8, 9],
    ]);
    expect(runsOf([])).toEqual([]);
  });
});

function lowest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}

function highest(numbers: readonly number[], from: number, to: number): number | undefined {
  const within = numbers.filter((one) => one >= from && one <= to);
  return within.length === 0 ? undefined : Math.max(...within);
}
