import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findMarks } from '../app/shared/find-marks.js';

it('finds each place of a text, upper and lower case alike', () => {
  expect(findMarks('Model a-b, MODEL', 'model')).toEqual([
    [0, 5],
    [11, 16],
  ]);
  expect(findMarks('a-b', '')).toEqual([]);
});

it('takes every character for itself', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, searched, after) => {
      const text = before + searched + after;
      const marks = findMarks(text, searched);
      expect(marks.length).toBeGreaterThan(0);
      for (const [from, to] of marks) {
        expect(text.slice(from, to).toLowerCase()).toBe(searched.toLowerCase());
      }
    }),
  );
});
