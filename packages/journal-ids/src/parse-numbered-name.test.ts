import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadingNumber, parseNumberedName } from './parse-numbered-name.js';

describe('parseNumberedName', () => {
  it.each([
    ['001_2026-02-23_first.md', { number: 1, date: '2026-02-23' }],
    ['7_x.md', { number: 7 }],
    ['0007_2026-02-23.md', { number: 7, date: '2026-02-23' }],
    ['1000_x.md', { number: 1000 }],
    ['237_Release 2.md', { number: 237 }],
    ['237_notes.txt', { number: 237 }],
    ['237_conflicted-copy-of-a-plan.md', { number: 237 }],
    ['237_2026-02-23-bak.md', { number: 237 }],
    ['999999999999999_x.md', { number: 999_999_999_999_999 }],
    ['0000000000000007_x.md', { number: 7 }],
    ['.012_2026-02-23_x.md.icloud', { number: 12, date: '2026-02-23' }],
  ])('reads %s', (name, expected) => {
    expect(parseNumberedName(name)).toEqual(expected);
  });

  it.each([
    'README.md',
    'last-numbers.txt',
    '-7_x.md',
    '7-x.md',
    '7',
    '.7_x.md',
    '007_x.sync-conflict-20260224-101010-ABCDEFG.md',
    "007_x (Bob's conflicted copy 2026-02-24).md",
    '007_x.md.tmp',
    '007_x.md~',
    '007_x.md.part',
    '.syncthing.007_x.md.tmp',
    '~syncthing~007_x.md.tmp',
    '99999999999999999999_x.md',
  ])('finds no number in %s', (name) => {
    expect(parseNumberedName(name)).toBeUndefined();
  });
});

describe('leadingNumber', () => {
  it.each([
    ['001_2026-02-23_first.md', 1],
    ['0_x.md', 0],
    ['999999999999999_x.md', 999_999_999_999_999],
    ['007_x.md.tmp', 7],
  ])('reads %s', (name, expected) => {
    expect(leadingNumber(name)).toBe(expected);
  });

  it.each(['', '7', '_x.md', '7-x.md', '٧_x.md', '7:_x.md', '.012_x.md.icloud', '0000000000000007_x.md'])(
    'leaves %j to those who look closer',
    (name) => {
      expect(leadingNumber(name)).toBeUndefined();
    },
  );

  it('is the number that any file takes, wherever it says one', () => {
    const digits = fc.stringMatching(/^\d{0,17}$/);
    const rest = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom('x.md', 'x.md.icloud', 'x.tmp'),
    );
    const name = fc
      .tuple(fc.constantFrom('', '.', ' ', '-'), digits, fc.constantFrom('_', '-', ''), rest)
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(name, (one) => {
        const [shown, parsed] = [leadingNumber(one), parseNumberedName(one)?.number];
        if (shown !== undefined && parsed !== undefined) expect(shown).toBe(parsed);
        // A name that shows no number takes one only with many digits, or as a placeholder.
        if (shown === undefined && parsed !== undefined) expect(one).toMatch(/^(?:\d{16,}|\.)/);
      }),
      { numRuns: 2000 },
    );
  });
});
