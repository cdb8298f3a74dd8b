import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { BLOCK_BYTES, MAX_LINE_BYTES } from './constants.js';
import { endOfLines, readLines, readLinesBackward } from './read-lines.js';

/** Lengths of lines, around those of blocks. */
const length = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc.integer({ min: BLOCK_BYTES - 3, max: BLOCK_BYTES + 3 }),
  fc.integer({ min: 2 * BLOCK_BYTES - 3, max: 2 * BLOCK_BYTES + 3 }),
);

async function linesOf(text: string) {
  const path = join(makeTemporaryFolder(), 'lines');
  writeFileSync(path, text);
  const file = await open(path);
  const [forward, backward]: [number[][], number[][]] = [[], []];
  try {
    const size = await endOfLines(file, text.length);
    for await (const line of readLines(file, 0)) {
      forward.push([line.byteOffset, line.length, line.bytes?.length ?? -1]);
    }
    for await (const line of readLinesBackward(file, size)) {
      backward.unshift([line.byteOffset, line.length, line.bytes?.length ?? -1]);
    }
    return { size, forward, backward };
  } finally {
    await file.close();
  }
}

it('gives the same whole lines from both ends, whatever their lengths', async () => {
  const lengths = fc.array(length, { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(lengths, fc.nat({ max: 300 }), async (given, unfinished) => {
      const whole = given.map((characters) => `${'a'.repeat(characters)}\n`).join('');
      const { size, forward, backward } = await linesOf(whole + 'b'.repeat(unfinished));
      let byteOffset = 0;
      const expected = given.map((characters) => {
        const line = [byteOffset, characters + 1, characters];
        byteOffset += characters + 1;
        return line;
      });
      expect(size).toBe(whole.length);
      expect(forward).toEqual(expected);
      expect(backward).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

it('holds no line that is longer than lines are read', async () => {
  const long = MAX_LINE_BYTES + BLOCK_BYTES;
  const { forward, backward } = await linesOf(`a\n${'b'.repeat(long)}\nc\n`);
  const expected = [
    [0, 2, 1],
    [2, long + 1, -1],
    [long + 3, 2, 1],
  ];
  expect(forward).toEqual(expected);
  expect(backward).toEqual(expected);
});
