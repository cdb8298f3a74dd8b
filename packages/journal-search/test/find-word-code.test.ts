import { expect, it } from 'vitest';
import { FIND_WORD_CODE } from '../src/events/find-word-code.js';
import { compileFindWord } from '../wasm/compile-find-word.js';

it('is what wasm/find-word.wat compiles to (node --import tsx wasm/write-find-word.ts writes it)', async () => {
  expect(await compileFindWord()).toBe(FIND_WORD_CODE);
});
