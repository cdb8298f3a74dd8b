import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it, vi } from 'vitest';
import { createDeferred } from './deferred.js';
import { type Line, openSampleLog, type SampleLog } from './open-sample-log.js';

function gapsIn(lines: readonly Line[]): Record<string, unknown>[] {
  return lines.filter(({ event_type: type }) => type === 'journal_gap').map(({ data }) => data);
}

/** Everything that was appended is in the files that are left, or counted as dropped. */
function expectExactCounts({ log, lines }: SampleLog, unusedNumbers = 0): void {
  const { stats } = log;
  expect(stats.written).toBe(lines().length);
  expect(stats.written + stats.dropped + unusedNumbers).toBe(stats.sequence);
  const text = lines().map((line) => `${JSON.stringify(line)}\n`);
  expect(stats.bytes).toBe(Buffer.byteLength(text.join('')));
  const sequences = lines().map(({ seq }) => seq);
  expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
}

const lostSequences = ({ lines }: SampleLog): unknown[] =>
  gapsIn(lines()).map(({ from_sequence: from, to_sequence: to }) => [from, to]);

describe('a file that was removed under its writer', () => {
  it('is followed by the next segment, which says what was in it, by type and to the line', async () => {
    const errors: Error[] = [];
    const sample = await openSampleLog({ onError: (error) => errors.push(error) });
    const { log, append, lines, segments } = sample;
    for (const type of ['a', 'b', 'a']) void append(type, {}, 10);
    await append('journal_note', {}, 20);
    await log.flush();
    rmSync(log.path);
    await append('b', {}, 30);
    await log.flush();
    expect(segments()).toEqual([log.fileName.replace('.jsonl', '.2.jsonl')]);
    expect(gapsIn(lines())).toEqual([
      {
        from: '2026-02-24T13:56:26.115+11:00',
        to: '2026-02-24T13:56:26.145+11:00',
        dropped: 4,
        by_type: { a: 2, b: 2 },
        reason: 'the file was removed',
        from_sequence: 1,
        to_sequence: 6,
      },
    ]);
    expect(log.stats.droppedByType).toEqual({ a: 2, b: 2, journal_note: 1, journal_session_start: 1 });
    expect(errors).toMatchObject([{ code: 'JOURNAL_STORE_FILE_GONE', facts: { from: 1, to: 6 } }]);
    await append('after');
    await log.close();
    expect(lines().map(({ seq, event_type: type }) => [seq, type])).toEqual([
      [7, 'journal_session_start'],
      [8, 'journal_gap'],
      [9, 'after'],
    ]);
    expectExactCounts(sample);
    expect(log.stats.lastError).toBe(undefined);
  });

  it.each([
    { durability: 'buffered' },
    { durability: 'buffered', flushIntervalMs: 0 },
    { durability: 'durable' },
  ] as const)('is noticed without anybody asking, also if no further line comes (%o)', async (options) => {
    const noticed = createDeferred();
    const sample = await openSampleLog({ ...options, onError: () => noticed.resolve() });
    await sample.append('a');
    await sample.log.flush();
    rmSync(sample.log.path);
    await sample.append('b');
    await noticed.promise;
    await sample.log.close();
    expect(lostSequences(sample)).toEqual([[1, 3]]);
    expectExactCounts(sample);
  });

  it('or replaced, is not written to, and neither is what took its place', async () => {
    for (const replace of [
      (path: string) => writeFileSync(path, 'theirs'),
      (path: string) => symlinkSync('theirs', path),
      (path: string) => mkdirSync(path),
    ]) {
      const sample = await openSampleLog();
      const { log, append } = sample;
      await append('a');
      await log.flush();
      renameSync(log.path, join(sample.directory, 'moved'));
      const before = readFileSync(join(sample.directory, 'moved'));
      replace(log.path);
      await append('b');
      await log.flush();
      await log.close();
      expect(readFileSync(join(sample.directory, 'moved'))).toEqual(before);
      expect(existsSync(join(sample.directory, 'theirs'))).toBe(false);
      const second = log.path.replace('.jsonl', '.2.jsonl');
      expect(readFileSync(second, 'utf8')).toContain('the file was replaced');
    }
  });

  it('in durable mode confirms nothing', async () => {
    const sample = await openSampleLog({ durability: 'durable' });
    const { log, append } = sample;
    expect(await append('a')).toBe(true);
    rmSync(log.path);
    const flushed = append('b');
    void log.flush();
    expect(await flushed).toBe(false);
    expect(await append('c')).toBe(true);
    await log.close();
    expect(lostSequences(sample)).toEqual([[1, 3]]);
    expectExactCounts(sample);
  });

  it('takes no closing record with it', async () => {
    for (const close of ['close', 'closeSync'] as const) {
      for (const flush of [true, false]) {
        const sample = await openSampleLog();
        const { log, append, lines } = sample;
        void append('a', {}, 5);
        if (flush) await log.flush();
        rmSync(log.path);
        const end = { status: 'clean', text: 'é\n"' };
        void append('journal_session_end', end, 99);
        await log[close]();
        expect(lines().map(({ event_type: type }) => type)).toEqual([
          'journal_session_start',
          'journal_gap',
          'journal_session_end',
        ]);
        expect(lines().at(-1)).toMatchObject({ data: end, timestamp_unix: 1_771_901_786.214 });
        expect(gapsIn(lines())).toMatchObject([{ dropped: 1, by_type: { a: 1 } }]);
        expect(log.stats.written).toBe(3);
        expect(log.stats.droppedByType).toEqual({ a: 1, journal_session_start: 1 });
      }
    }
  });

  it('takes no closing record with it that was in it already', async () => {
    for (const close of ['close', 'closeSync'] as const) {
      const sample = await openSampleLog();
      const { log, append, lines } = sample;
      void append('a', {}, 5);
      void append('journal_session_end', { status: 'clean' }, 99);
      await log.flush();
      rmSync(log.path);
      await log[close]();
      expect(lines().map(({ seq, event_type: type }) => [seq, type])).toEqual([
        [4, 'journal_session_start'],
        [5, 'journal_gap'],
        [6, 'journal_session_end'],
      ]);
      expect(lines().at(-1)).toMatchObject({
        data: { status: 'clean' },
        timestamp_unix: 1_771_901_786.214,
      });
      // The closing record got a number anew.
      expectExactCounts(sample, 1);
    }
  });

  it('again and again leaves exact counts', async () => {
    const sample = await openSampleLog({ maxEventLogBytes: 1_500 });
    const { log, append, directory, segments, lines } = sample;
    let events = 0;
    for (let round = 0; round < 24; round += 1) {
      for (let index = 0; index <= round % 9; index += 1) {
        void append(`type_${index % 3}`, { index });
        events += 1;
      }
      await log.flush();
      if (round % 4 === 3) rmSync(join(directory, segments().at(-1) ?? ''));
    }
    void append('journal_session_end');
    await log.close();
    const left = lines().filter(({ event_type: type }) => type.startsWith('type_')).length;
    const told = gapsIn(lines()).reduce((sum, { dropped }) => sum + Number(dropped), 0);
    const { type_0 = 0, type_1 = 0, type_2 = 0, journal_gap: gaps = 0 } = log.stats.droppedByType;
    expect(left + type_0 + type_1 + type_2).toBe(events);
    // A gap that was in a file that is gone is lost with it.
    expect(gaps > 0 || told === events - left).toBe(true);
    // The closing record was on its way to a file that is gone, and got a number anew.
    expectExactCounts(sample, 1);
    expect(lines().at(-1)?.event_type).toBe('journal_session_end');
  });
});

describe('a folder that was removed under its writer', () => {
  it('is made again, and all segments that were in it are told', async () => {
    const sample = await openSampleLog({ maxEventLogBytes: 1_200 });
    const { directory, log, append, segments, lines } = sample;
    let events = 0;
    for (; log.stats.segments < 3; events += 1) void append('a', { index: events });
    await log.flush();
    expect(segments()).toHaveLength(3);
    rmSync(directory, { recursive: true });
    await append('a', { index: events });
    await log.flush();
    await log.close();
    const gaps = gapsIn(lines());
    expect(gaps.map(({ from_sequence: from }) => from)[0]).toBe(1);
    expect(gaps).toHaveLength(3);
    expect(gaps.reduce((sum, { dropped }) => sum + Number(dropped), 0)).toBe(events + 1);
    expectExactCounts(sample);
  });

  it('just when the next segment is due is noticed, and what was in it is told', async () => {
    const sample = await openSampleLog({ maxEventLogBytes: 1_200, durability: 'durable' });
    const { directory, log, append, lines } = sample;
    for (let index = 0; log.stats.bytes < 1_200; index += 1) await append('a', { index });
    const inFirst = log.stats.written - 1;
    renameSync(directory, `${directory}-moved`);
    writeFileSync(directory, 'in the way');
    void append('b');
    await vi.waitFor(() => expect(log.stats.lastError).toBeDefined());
    rmSync(directory);
    await vi.waitFor(() => expect(gapsIn(lines())).toHaveLength(1), { timeout: 10_000 });
    expect(gapsIn(lines())[0]).toMatchObject({ dropped: inFirst, by_type: { a: inFirst } });
    await log.close();
    expectExactCounts(sample);
  });

  it('and replaced by a link or a file is not written to; writing resumes when that is gone', async () => {
    const elsewhere = makeTemporaryFolder();
    for (const replace of [
      (path: string) => symlinkSync(elsewhere, path),
      (path: string) => writeFileSync(path, 'theirs'),
    ]) {
      const sample = await openSampleLog();
      const { directory, log, append, lines } = sample;
      await append('a');
      await log.flush();
      const moved = `${directory}-moved`;
      renameSync(directory, moved);
      replace(directory);
      void append('b');
      await log.flush();
      void append('c');
      await log.flush();
      expect(log.stats.lastError).toBeInstanceOf(Error);
      expect(readdirSync(elsewhere)).toEqual([]);
      rmSync(directory);
      await log.flush();
      await log.close();
      expect(lines().map(({ event_type: type }) => type)).toEqual([
        'journal_session_start',
        'journal_gap',
        'c',
      ]);
      expectExactCounts(sample);
      rmSync(moved, { recursive: true });
    }
  });
});

describe('a file that can be written to no more', () => {
  it.each(['EIO', 'ESTALE', 'EBADF', 'EROFS'])(
    'is opened again when its disk is back (%s)',
    async (errno) => {
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const sample = await openSampleLog({}, fileSystem);
      const { log, append, lines } = sample;
      await append('a');
      await log.flush();
      const dead = new Set(fileSystem.openDescriptors);
      let isBack = false;
      fileSystem.plan = ({ name, args }) =>
        dead.has(Number(args[0])) || (!isBack && name === 'open') ? { errno } : undefined;
      await append('b');
      await log.flush();
      await append('c');
      await log.flush();
      expect(log.stats.lastError).toMatchObject({ code: 'JOURNAL_STORE_WRITE_FAILED' });
      isBack = true;
      await log.flush();
      expect(log.stats).toMatchObject({ lastError: undefined, written: 4, dropped: 0 });
      await log.close();
      expect(lines().map(({ seq, event_type: type }) => [seq, type])).toEqual([
        [1, 'journal_session_start'],
        [2, 'a'],
        [3, 'b'],
        [4, 'c'],
      ]);
      expect(fileSystem.openDescriptors.size).toBe(0);
    },
  );
});
