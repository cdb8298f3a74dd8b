import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tokenize } from './tokenize.js';

it('cuts words with the space before them, and signs apart', () => {
  expect(tokenize("The server's memory, 16 GB.")).toEqual([
    'The',
    " server's",
    ' memory',
    ',',
    ' 16',
    ' GB',
    '.',
  ]);
});

it('loses no character of any text, halves of characters included', () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect(tokenize(text).join('')).toBe(text);
    }),
  );
});
