import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SERIES } from './default-series.js';
import { formatLastNumbers, type LastNumber, parseLastNumbers } from './last-numbers.js';

const UID = '01KJ7QW8Z0ABCDEFGHJKMNPQRS';
const entry = (series: string, number: number, fileName = `${number}_x.md`): LastNumber => ({
  series,
  number,
  uid: UID,
  fileName,
});

describe('last-numbers.txt', () => {
  it('has one line for every series, apart from each other', () => {
    const lines = formatLastNumbers([entry('standard', 7), entry('promotion', 237)], DEFAULT_SERIES)
      .split('\n')
      .map((line) => (line.startsWith('#') ? '#' : line));
    expect(lines.join('\n')).toBe(
      `#\n#\n#\n#\n#\n#\n#\npromotion 237 ${UID} 237_x.md\n#\n#\n#\n#\nstandard 007 ${UID} 7_x.md\n#\n`,
    );
  });

  it('reads back what it wrote, the highest number of each range', () => {
    const number = fc.integer({ min: 1, max: 1500 });
    const anEntry = fc.record({
      series: fc.constantFrom('standard', 'promotion', 'other', '300-320'),
      number,
      uid: fc.constantFrom(UID, '-'),
      fileName: fc.constantFrom('-', '007_a name with spaces.md'),
    });
    fc.assert(
      fc.property(fc.array(anEntry, { maxLength: 12 }), (entries) => {
        const text = formatLastNumbers(entries, DEFAULT_SERIES);
        const parsed = parseLastNumbers(text);
        expect(parsed.garbageLines).toEqual([]);
        expect(formatLastNumbers(parsed.entries, DEFAULT_SERIES)).toBe(text);
        for (const [name, { ranges }] of Object.entries(DEFAULT_SERIES)) {
          const inside = ({ series, number: n }: LastNumber) =>
            series === name && ranges.some(([from, to]) => n >= from && n <= to);
          const highest = (list: LastNumber[]) =>
            Math.max(0, ...list.filter(inside).map((one) => one.number));
          expect(highest(parsed.entries)).toBe(highest(entries));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('prefers the line that names a file where two have one number', () => {
    const text = formatLastNumbers([entry('standard', 7, '-'), entry('standard', 7)], DEFAULT_SERIES);
    expect(text).toContain(`standard 007 ${UID} 7_x.md`);
  });

  it('takes every number that a conflict or garbage left, and says where the garbage is', () => {
    const text = [
      '<<<<<<< HEAD',
      `standard 008 ${UID} 008_ours.md`,
      '=======',
      `standard 011 ${UID} 011_theirs.md`,
      '>>>>>>> branch',
      'what is this?',
      'promotion 240',
      '\u0000\u0001',
    ].join('\r\n');
    const parsed = parseLastNumbers(text);
    expect(parsed.entries.map(({ number }) => number)).toEqual([8, 11, 240]);
    expect(parsed.hasConflict).toBe(true);
    expect(parsed.garbageLines).toEqual([6, 8]);
  });

  it('keeps the line of a series that is not known here', () => {
    const text = formatLastNumbers([entry('constructor', 5), entry('constructor', 6)], DEFAULT_SERIES);
    expect(text).toContain(`constructor 006 ${UID} 6_x.md`);
    expect(text).not.toContain('constructor 005');
  });

  it('reads any text without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { number } of parseLastNumbers(text).entries) expect(number).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
