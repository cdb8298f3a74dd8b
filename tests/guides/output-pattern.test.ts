import { expect, it } from 'vitest';
import { outputPattern } from './output-pattern.js';

it.each([
  ['a (b)\n', 'a (b)\n', true],
  ['a (b)\n', 'a b\n', false],
  ['a\n', 'a\nb\n', false],
  ['a … c\n', 'a b c\n', true],
  ['a … c\n', 'a b\nc\n', false],
  ['a\n…\nd\n', 'a\nb\nc\nd\n', true],
  ['a\n…\nd\n', 'a\nd\n', true],
  ['a\n…\nd\n', 'a\nb\n', false],
])('of %j, %j is %s', (output, printed, expected) => {
  expect(outputPattern(output).test(printed)).toBe(expected);
});
