import { expect, it } from 'vitest';
import { RecordSequence } from './record-sequence.js';

function follow(sequences: readonly number[]): { repeated: number[]; missing: number } {
  const sequence = new RecordSequence();
  const repeated = sequences.filter((number) => sequence.isRepeated(number));
  return { repeated, missing: sequence.missing };
}

it('finds a block that comes again, and nothing where numbers are missing', () => {
  expect(follow([1, 2, 3, 2, 3, 4])).toEqual({ repeated: [2, 3], missing: 0 });
  expect(follow([1, 5, 6, 9])).toEqual({ repeated: [], missing: 5 });
});

it('takes one damaged number for what it is, and goes on after it', () => {
  expect(follow([1, 2, 903, 4, 5, 4, 6])).toEqual({ repeated: [4], missing: 0 });
});
