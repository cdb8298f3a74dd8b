import { expect, it } from 'vitest';
import { SequenceCheck } from './sequence-check.js';

function repeatedAmong(sequences: readonly number[]): number[] {
  const check = new SequenceCheck();
  return sequences.filter((sequence) => check.isRepeated(sequence));
}

it('finds a block that comes again, and nothing where numbers are missing', () => {
  expect(repeatedAmong([1, 2, 3, 2, 3, 4])).toEqual([2, 3]);
  expect(repeatedAmong([1, 5, 6, 9])).toEqual([]);
});

it('takes one damaged number for what it is, and goes on after it', () => {
  expect(repeatedAmong([1, 2, 903, 4, 5, 4, 6])).toEqual([4]);
});
