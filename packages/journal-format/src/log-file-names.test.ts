import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../test/hostile-text.js';
import { eventLogFileName, sessionLogFileName, updateLogFileName } from './log-file-names.js';
import { MAX_FILE_NAME_BYTES } from './name-limits.js';
import { parseLogFileName } from './parse-log-file-name.js';
import { slugify } from './slugify.js';

/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const SAFE = /^[a-z0-9][a-z0-9_.-]*$/;

const text = fc.oneof(
  hostileText,
  fc.constantFrom(
    '../../etc/passwd',
    '.hidden',
    'CON',
    'nul.md',
    '-rf',
    '/',
    '\\',
    '..',
    'a'.repeat(500),
    '日本語',
    '%2e%2e',
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const date = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const two = (max: number) => fc.integer({ min: 0, max }).map((part) => String(part).padStart(2, '0'));
const time = fc.tuple(two(23), two(59), two(59)).map((parts) => parts.join(':'));
const number = fc.integer({ min: 1, max: 999_999_999 });

describe('every file name', () => {
  it('is safe and short, and says what it was made of: session logs', () => {
    fc.assert(
      fc.property(date, time, text, text, number, (day, clock, device, summary, copy) => {
        const name = sessionLogFileName({ date: day, time: clock, device, summary, copy });
        expectSafe(name);
        const rest = `${slugify(device, { maxLength: 24 })}-${slugify(summary, { maxLength: 56 })}`;
        expect(parseLogFileName(name)).toEqual({
          kind: 'session',
          date: day,
          time: clock.slice(0, 5),
          rest: copy === 1 ? rest : `${rest}-${copy}`,
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('is safe and short, and says what it was made of: event logs', () => {
    fc.assert(
      fc.property(date, time, text, number, number, (day, clock, device, copy, segment) => {
        const name = eventLogFileName({ date: day, time: clock, device, copy, segment });
        expectSafe(name);
        const rest = slugify(device, { maxLength: 24 });
        expect(parseLogFileName(name)).toEqual({
          kind: 'events',
          date: day,
          time: clock,
          rest,
          copy,
          segment,
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('is safe and short, and says what it was made of: update logs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), date, text, (value, day, slug) => {
        const id = String(value).padStart(3, '0');
        const name = updateLogFileName({ id, date: day, slug });
        expectSafe(name);
        expect(parseLogFileName(name)).toEqual({
          kind: 'update',
          date: day,
          id,
          number: value,
          rest: slugify(slug, { maxLength: 60 }),
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('file names by the convention', () => {
  it('are those of the original programs', () => {
    const at = { date: '2026-02-23', time: '14:05:12' };
    expect(sessionLogFileName({ ...at, device: 'MBP 1', summary: 'Startup check' })).toBe(
      '2026-02-23-1405-mbp-1-startup-check.md',
    );
    expect(sessionLogFileName({ ...at, time: '14:05 AEDT', device: 'a', summary: 'b', copy: 2 })).toBe(
      '2026-02-23-1405-a-b-2.md',
    );
    expect(eventLogFileName({ ...at, device: 'MBP 1' })).toBe('2026-02-23-140512-mbp-1-events.jsonl');
    expect(eventLogFileName({ ...at, device: 'a', copy: 2 })).toBe('2026-02-23-140512-a-events-2.jsonl');
    expect(eventLogFileName({ ...at, device: 'a', segment: 2 })).toBe('2026-02-23-140512-a-events.2.jsonl');
    expect(updateLogFileName({ id: '200', date: '2026-02-23', slug: 'LMX sync' })).toBe(
      '200_2026-02-23_lmx-sync.md',
    );
    expect(updateLogFileName({ id: '7', date: '2026-02-23', slug: 'x' })).toBe('007_2026-02-23_x.md');
  });

  it.each([
    ['date', () => updateLogFileName({ id: '1', date: '2026-02-30', slug: 'x' }), '2026-02-30'],
    ['date', () => sessionLogFileName({ date: '../..', time: '10:00', device: 'a', summary: 'b' }), '../..'],
    [
      'time',
      () => sessionLogFileName({ date: '2026-02-24', time: '24:05', device: 'a', summary: 'b' }),
      '24:05',
    ],
    ['time', () => eventLogFileName({ date: '2026-02-24', time: '10:00', device: 'a' }), '10:00'],
    ['copy', () => eventLogFileName({ date: '2026-02-24', time: '10:00:00', device: 'a', copy: 0 }), '0'],
    [
      'segment',
      () => eventLogFileName({ date: '2026-02-24', time: '10:00:00', device: 'a', segment: 1.5 }),
      '1.5',
    ],
    ['id', () => updateLogFileName({ id: '1/2', date: '2026-02-24', slug: 'x' }), '1/2'],
  ])('need a real %s', (part, make, value) => {
    expect(make).toThrow(
      expect.objectContaining({
        code: 'JOURNAL_FORMAT_NAME_INVALID',
        message: expect.stringContaining(JSON.stringify(value)),
        facts: { part, value },
      }),
    );
  });
});

describe('parseLogFileName', () => {
  it.each([
    'README.md',
    'SESSION_FORMAT.md',
    'last-numbers.txt',
    '.2026-02-23-1405-a-b.md',
    '2026-02-23-1405-a-b.md.tmp',
    '2026-02-23-1405-a-b (conflicted copy).md',
    '2026-02-23-1405-a-b.sync-conflict-20260224-101010-ABCDEFG.md',
    '200_2026-02-23_a 2.md',
    '2026-02-30-1405-a-b.md',
    '2026-02-23-2405-a-b.md',
    '2026-02-23-140561-a-events.jsonl',
    '2026-02-23-140512-a-events.0.jsonl',
    '200_2026-13-01_a.md',
    '../2026-02-23-1405-a-b.md',
    '2026-02-23-1405-a-b.md\n',
    `200_2026-02-23_${'a'.repeat(300)}.md`,
    '',
  ])('says nothing of %j', (name) => {
    expect(parseLogFileName(name)).toBeUndefined();
  });

  it('reads names of any case, and longer ones than ours', () => {
    expect(parseLogFileName('0200_2026-02-23_Load-Model.MD')).toEqual({
      kind: 'update',
      date: '2026-02-23',
      number: 200,
      id: '0200',
      rest: 'Load-Model',
    });
    expect(parseLogFileName(`200_2026-02-23_${'a'.repeat(150)}.md`)).toMatchObject({ number: 200 });
  });
});

describe('slugify', () => {
  it('is never empty, never longer than asked for, and the same for the same text', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 80 }), (value, maxLength) => {
        const slug = slugify(value, { maxLength });
        expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(maxLength);
        expect(slugify(value, { maxLength })).toBe(slug);
      }),
      { numRuns: 2000 },
    );
  });

  it('writes words as the original programs do', () => {
    expect(slugify('Unload inferencerlabs/MiniMax-M2.5-MLX-6.5bit')).toBe(
      'unload-inferencerlabs-minimax-m2-5-mlx-6-5bit',
    );
    expect(slugify('Ünïcödé & Straße')).toMatch(/^[a-z-]+$/);
  });

  it('tells texts of which nothing is left apart', () => {
    expect(slugify('日本語')).toMatch(/^untitled-[0-9a-f]{8}$/);
    expect(slugify('日本語')).not.toBe(slugify('中文'));
  });
});

function expectSafe(name: string): void {
  expect(name).toMatch(SAFE);
  expect(name).not.toMatch(RESERVED);
  expect(name).not.toContain('..');
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(MAX_FILE_NAME_BYTES);
}
