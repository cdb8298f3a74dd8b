import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_BLOCK_BYTES } from '../constants.js';
import { type ScanMemory, scanMemory } from './scan-memory.js';

const memory = scanMemory as ScanMemory;
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'z', '0', '9'), minLength: 1, maxLength: 40 });
/** Every byte that could be taken for one of a word, and such as stop the search. */
const byte = fc.constantFrom(...'abzABZ09 @`"\\u\x10\x19\x01\x1a\x7f\x80\xe1\xff'.split(''));
const noise = fc.string({ unit: byte, maxLength: 60 });

/** Bytes are read behind what an earlier block has left there. */
function load(text: string): Buffer {
  memory.block.fill('ab0z');
  return memory.block.subarray(0, memory.block.write(text, 'latin1'));
}

function linesOf(text: string, wanted: string): string[] {
  const pattern = new RegExp(`${wanted}|[\\x80-\\xff]|\\\\u`, 'i');
  return text.split('\n').filter((line) => pattern.test(line));
}

describe('linesWith', () => {
  it('gives what a regular expression gives, on 2,000 texts', () => {
    fc.assert(
      fc.property(word, fc.array(fc.tuple(noise, fc.boolean(), noise)), (wanted, parts) => {
        const lines = parts.map(([before, has, after]) =>
          has ? before + wanted.toUpperCase() + after : before,
        );
        const text = lines.map((line) => `${line}\n`).join('');
        const found = memory.linesWith(wanted, load(text)).map(([from, to]) => text.slice(from, to));
        expect(found).toEqual(linesOf(text, wanted));
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds a word at every place of a block, and none behind its end', () => {
    for (let length = 4; length < 80; length += 1) {
      for (let place = 0; place + 3 < length; place += 1) {
        const text = `${'-'.repeat(place)}Ab0${'-'.repeat(length - place - 4)}\n`;
        expect(memory.linesWith('ab0', load(text))).toEqual([[0, length - 1]]);
      }
      expect(memory.linesWith('ab0', load(`${'-'.repeat(length)}\n`))).toEqual([]);
    }
  });

  it('finds a word in the last line of a full block', () => {
    const text = `${'-'.repeat(EVENT_BLOCK_BYTES - 5)}\nzz0\n`.slice(-EVENT_BLOCK_BYTES);
    expect(memory.linesWith('zz0', load(text))).toEqual([[EVENT_BLOCK_BYTES - 4, EVENT_BLOCK_BYTES - 1]]);
  });

  it('begins in the middle of a block', () => {
    const bytes = load('--ab\n--ab\n').subarray(5);
    expect(memory.linesWith('ab', bytes)).toEqual([[0, 4]]);
  });
});
