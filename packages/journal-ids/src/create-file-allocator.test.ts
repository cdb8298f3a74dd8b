import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { decodeTime } from 'ulid';
import { describe, expect, it } from 'vitest';
import { makeUpdateFolder, readClaimFile, readLastNumbersFile } from '../test/new-folder.js';
import type { FileAllocatorOptions } from './create-context.js';
import { createFileAllocator } from './create-file-allocator.js';
import { defineSeries } from './define-series.js';
import { rebuildLastNumbers } from './rebuild-last-numbers.js';
import { timeOfUid } from './time-of-uid.js';
import type { Allocator } from './types.js';

const NOON = Date.parse('2026-02-24T12:00:00Z');

/** An allocator whose clock stands at noon, 24 February 2026. */
function createAllocator(directory: string, options: Partial<FileAllocatorOptions> = {}): Allocator {
  return createFileAllocator({ directory, timeZone: 'UTC', clock: () => NOON, ...options });
}

async function allocateNumber(allocator: Allocator, request = 'standard'): Promise<number> {
  return (await allocator.allocate(request)).number;
}

/** Publishes as a store does, and completes. */
async function publishNext(directory: string, allocator: Allocator, series = 'standard'): Promise<string> {
  const allocation = await allocator.allocate(series);
  const fileName = `${allocation.id}_2026-02-24_x.md`;
  writeFileSync(join(directory, fileName), '');
  await allocation.complete(fileName);
  return fileName;
}

describe('the first number', () => {
  it('touches nothing before it is asked for', async () => {
    const directory = join(makeTemporaryFolder(), 'a/updates');
    const allocator = createAllocator(directory);
    expect(await allocator.peek('standard')).toEqual({ id: '001', number: 1 });
    expect((await allocator.inspect()).map(({ next }) => next)).toEqual([1, 200]);
    await allocator.close();
    expect(existsSync(directory)).toBe(false);
  });

  it('creates the folder, claims, and says all about the claim', async () => {
    const directory = join(makeTemporaryFolder(), 'a/updates');
    const allocation = await createAllocator(directory).allocate('standard');
    expect(allocation).toMatchObject({ id: '001', number: 1, series: 'standard', claimedAt: NOON });
    expect(decodeTime(allocation.uid)).toBe(NOON);
    expect(readClaimFile(directory, '1.json')).toEqual({
      number: 1,
      series: 'standard',
      uid: allocation.uid,
      claimedAt: '2026-02-24T12:00:00.000Z',
      pid: process.pid,
      state: 'claimed',
    });
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory, '.opta-journal/claims/1.json')).mode & 0o777).toBe(0o600);
  });

  it('gives claims the mode that was asked for', async () => {
    const directory = makeUpdateFolder();
    const allocation = await createAllocator(directory, { fileMode: 0o640 }).allocate('standard');
    await allocation.complete('001_x.md');
    for (const name of [
      '.opta-journal/claims/1.json',
      '.opta-journal/claims/1.done.json',
      'last-numbers.txt',
    ]) {
      expect(statSync(join(directory, name)).mode & 0o777).toBe(0o640);
    }
  });
});

describe('the next number', () => {
  it('is one above the highest file, however it spells its number, and fills no gap', async () => {
    const directory = makeUpdateFolder('001_a.md', '7_b.md', '0012_2026-01-01_c.md', 'README.md');
    expect(await allocateNumber(createAllocator(directory))).toBe(13);
  });

  it('is not moved by files of another range', async () => {
    const directory = makeUpdateFolder('003_a.md', '215_b.md', '1000_c.md', '20260224_d.md');
    const allocator = createAllocator(directory);
    expect(await allocateNumber(allocator)).toBe(4);
    expect(await allocateNumber(allocator, 'promotion')).toBe(216);
  });

  it('is not moved by copies of sync tools and temporary names', async () => {
    const directory = makeUpdateFolder(
      '003_a.md',
      '050_a.sync-conflict-20260224-101010-ABCDEFG.md',
      "060_a (Bob's conflicted copy 2026-02-24).md",
      '070_a.md.tmp',
      '.080_a.md.swp',
    );
    const allocator = createAllocator(directory);
    expect(await allocateNumber(allocator)).toBe(4);
    const [standard] = await allocator.inspect();
    expect(standard?.problems.map(({ message }) => message).join()).toContain('conflict copies');
  });

  it('is never one that a living or dead process has claimed', async () => {
    const directory = makeUpdateFolder();
    const first = createAllocator(directory);
    const second = createAllocator(directory);
    const numbers = [];
    for (const allocator of [first, second, second, first, createAllocator(directory)]) {
      numbers.push(await allocateNumber(allocator));
    }
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
  });

  it('is not given twice when asked for many times at once', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    const numbers = await Promise.all(Array.from({ length: 20 }, () => allocateNumber(allocator)));
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('counts a foreign file that arrives between two allocations of a living process', async () => {
    const directory = makeUpdateFolder('235_a.md');
    const allocator = createAllocator(directory);
    expect(await allocateNumber(allocator, 'promotion')).toBe(236);
    writeFileSync(join(directory, '237_2026-02-24_foreign.md'), '');
    expect(await allocateNumber(allocator, 'promotion')).toBe(238);
    // And again at once: the time of change may be the same one.
    writeFileSync(join(directory, '239_2026-02-24_foreign.md'), '');
    expect(await allocateNumber(allocator, 'promotion')).toBe(240);
  });

  it('counts a foreign file although the folder shows the same time of change', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    await allocateNumber(allocator);
    const { atime, mtime } = statSync(directory);
    writeFileSync(join(directory, '002_foreign.md'), '');
    utimesSync(directory, atime, mtime);
    expect(await allocateNumber(allocator)).toBe(3);
  });

  it('reads the folder only when it has changed', async () => {
    const directory = makeUpdateFolder('003_a.md');
    const anHourAgo = Date.now() / 1000 - 3600.5;
    let reads = 0;
    const fileSystem = {
      ...nodeFileSystem,
      async: {
        ...nodeFileSystem.async,
        readdir(path: string) {
          if (path === directory) reads += 1;
          return nodeFileSystem.async.readdir(path);
        },
      },
    };
    const allocator = createAllocator(directory, { fileSystem });
    await allocateNumber(allocator);
    utimesSync(directory, anHourAgo, anHourAgo);
    await allocateNumber(allocator);
    const before = reads;
    for (let index = 0; index < 10; index += 1) await allocateNumber(allocator);
    expect(reads).toBe(before);
    writeFileSync(join(directory, '100_foreign.md'), '');
    expect(await allocateNumber(allocator)).toBe(101);
    expect(reads).toBe(before + 1);
  });

  it('waits for no reading of a large folder some time after a log of its own', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `${index + 1}_x.md`);
    const directory = makeUpdateFolder(...names);
    let reads = 0;
    let onRead = (): void => {};
    const fileSystem = {
      ...nodeFileSystem,
      async: {
        ...nodeFileSystem.async,
        async readdir(path: string) {
          const found = await nodeFileSystem.async.readdir(path);
          if (path === directory) {
            reads += 1;
            onRead();
          }
          return found;
        },
      },
    };
    const allocator = createAllocator(directory, {
      fileSystem,
      series: defineSeries({ standard: { ranges: [[1, 9999]] } }),
    });
    const allocation = await allocator.allocate('standard');
    const read = new Promise<void>((resolve) => {
      onRead = resolve;
    });
    writeFileSync(join(directory, '1001_x.md'), '');
    await allocation.complete('1001_x.md');
    await read;
    const before = reads;
    expect(await allocateNumber(allocator)).toBe(1002);
    expect(reads).toBe(before);
    writeFileSync(join(directory, '1003_foreign.md'), '');
    expect(await allocateNumber(allocator)).toBe(1004);
    await allocator.close();
  });

  it('is not given again after its file was deleted', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    for (let index = 0; index < 3; index += 1)
      unlinkSync(join(directory, await publishNext(directory, allocator)));
    expect(await allocateNumber(allocator)).toBe(4);
    expect(await allocateNumber(createAllocator(directory))).toBe(5);
  });

  it('is not given again after our hidden folder was deleted under a living process', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    await allocateNumber(allocator);
    await allocateNumber(allocator);
    rmSync(join(directory, '.opta-journal'), { recursive: true });
    const allocation = await allocator.allocate('standard');
    expect(allocation.number).toBe(3);
    rmSync(join(directory, '.opta-journal'), { recursive: true });
    await allocation.complete('003_x.md');
    rmSync(directory, { recursive: true });
    expect(await allocateNumber(allocator)).toBe(4);
  });

  it('goes on in the next range of the series when one is used up', async () => {
    const directory = makeUpdateFolder('198_2026-02-23_a.md', '999_2026-02-23_b.md');
    const series = defineSeries({
      standard: {
        ranges: [
          [1, 199],
          [2000, 2001],
        ],
      },
      promotion: {
        ranges: [
          [200, 999],
          [1000, 1999],
        ],
      },
    });
    const allocator = createAllocator(directory, { series });
    expect(await allocateNumber(allocator)).toBe(199);
    const next = await allocator.allocate('standard');
    expect(next).toMatchObject({ id: '2000', number: 2000 });
    expect(await allocateNumber(allocator, 'promotion')).toBe(1000);
    writeFileSync(join(directory, '1000_2026-02-24_x.md'), '');
    expect(await allocateNumber(allocator, 'promotion')).toBe(1001);
    expect(await allocateNumber(allocator)).toBe(2001);
    await expect(allocator.allocate('standard')).rejects.toMatchObject({ code: 'JOURNAL_IDS_SERIES_FULL' });
  });

  it('says which series is full and how to add a range', async () => {
    const directory = makeUpdateFolder('199_a.md');
    const allocator = createAllocator(directory);
    const error = await allocator.allocate('standard').catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'JOURNAL_IDS_SERIES_FULL',
      facts: { series: 'standard', ranges: [[1, 199]] },
    });
    expect((error as Error).message).toContain(
      "defineSeries({ 'standard': { ranges: [[1, 199], [1000, 1999]] } })",
    );
    await expect(allocator.peek('standard')).rejects.toMatchObject({ code: 'JOURNAL_IDS_SERIES_FULL' });
    expect((await allocator.inspect())[0]).toMatchObject({ highest: 199, next: undefined, remaining: 0 });
  });

  it("comes from a range of one's own, within a series or outside all of them", async () => {
    const directory = makeUpdateFolder('204_a.md', '299_b.md', '350_c.md');
    const allocator = createAllocator(directory);
    await expect(allocator.allocate({ from: 200, to: 299 })).rejects.toMatchObject({
      code: 'JOURNAL_IDS_SERIES_FULL',
      message: expect.stringContaining('range 200-299'),
    });
    expect(await allocator.allocate({ from: 200, to: 298 })).toMatchObject({
      number: 205,
      series: 'promotion',
    });
    const outside = await allocator.allocate({ from: 5000, to: 5001 });
    expect(outside).toMatchObject({ id: '5000', series: '5000-5001' });
    await outside.complete('5000_x.md');
    expect(readLastNumbersFile(directory)).toContain(`5000-5001 5000 ${outside.uid} 5000_x.md`);
  });
});

describe('times', () => {
  it('rise with the numbers when the clock steps back', async () => {
    const directory = makeUpdateFolder();
    const times = [NOON, NOON - 7_200_000, NOON - 1, NOON + 5, 0];
    let index = 0;
    const allocator = createAllocator(directory, { clock: () => times[index++] ?? 0 });
    const claimed = [];
    for (const _ of times) claimed.push((await allocator.allocate('standard')).claimedAt);
    expect(claimed).toEqual([NOON, NOON, NOON, NOON + 5, NOON + 5]);
  });

  it('do not go back in a clone in which a log without a claim came on top of the last number', async () => {
    const directory = makeUpdateFolder();
    await publishNext(directory, createAllocator(directory, { clock: () => NOON + 60_000 }));
    rmSync(join(directory, '.opta-journal'), { recursive: true });
    writeFileSync(join(directory, '002_foreign.md'), '');
    const { number, claimedAt } = await createAllocator(directory).allocate('standard');
    expect([number, claimedAt - NOON]).toEqual([3, 60_000]);
  });

  it('rise across processes, and into the next range', async () => {
    const directory = makeUpdateFolder();
    const series = defineSeries({
      standard: {
        ranges: [
          [1, 2],
          [10, 20],
        ],
      },
    });
    const ahead = createAllocator(directory, { series, clock: () => NOON + 60_000 });
    const behind = createAllocator(directory, { series });
    const claimed = [];
    for (const allocator of [ahead, behind, behind, ahead, behind]) {
      const { number, claimedAt } = await allocator.allocate('standard');
      claimed.push([number, claimedAt - NOON]);
    }
    expect(claimed).toEqual([
      [1, 60_000],
      [2, 60_000],
      [10, 60_000],
      [11, 60_000],
      [12, 60_000],
    ]);
  });

  it('never go below the date of a log that came before, in the zone of the folder', async () => {
    const directory = makeUpdateFolder('007_2026-02-26_from-the-future.md', '007_2026-01-01_same-number.md');
    const allocator = createAllocator(directory, { timeZone: 'Australia/Sydney' });
    const { claimedAt } = await allocator.allocate('standard');
    expect(new Date(claimedAt).toISOString()).toBe('2026-02-25T13:00:00.000Z');
  });

  it('are not led back by a foreign log between ours, of an earlier date or none', async () => {
    const directory = makeUpdateFolder();
    await createAllocator(directory, { clock: () => NOON + 9000 }).allocate('standard');
    writeFileSync(join(directory, '002_foreign.md'), '');
    writeFileSync(join(directory, '005_2020-01-01_foreign.md'), '');
    const { number, claimedAt } = await createAllocator(directory).allocate('standard');
    expect([number, claimedAt]).toEqual([6, NOON + 9000]);
  });

  it('never go below the time in last-numbers.txt when claim and log are gone', async () => {
    const directory = makeUpdateFolder();
    const first = createAllocator(directory, { clock: () => NOON + 1000 });
    unlinkSync(join(directory, await publishNext(directory, first)));
    rmSync(join(directory, '.opta-journal'), { recursive: true });
    const { number, claimedAt } = await createAllocator(directory).allocate('standard');
    expect([number, claimedAt]).toEqual([2, NOON + 1000]);
  });

  it('can be given by the caller, and are still not below the one before', async () => {
    const allocator = createAllocator(makeUpdateFolder());
    const at = async (now: number) => (await allocator.allocate('standard', { now })).claimedAt;
    expect([await at(5000.7), await at(9000), await at(10)]).toEqual([5000, 9000, 9000]);
    for (const now of [Number.NaN, -1, 2 ** 50, Number.POSITIVE_INFINITY]) {
      await expect(at(now)).rejects.toMatchObject({ code: 'JOURNAL_IDS_OPTIONS_INVALID' });
    }
  });
});

describe('the end of an allocation', () => {
  it('records the file, once', async () => {
    const directory = makeUpdateFolder();
    const allocation = await createAllocator(directory).allocate('standard');
    await allocation.complete('001_2026-02-24_x.md');
    await allocation.complete('001_2026-02-24_x.md');
    expect(readClaimFile(directory, '1.done.json')).toMatchObject({
      number: 1,
      state: 'completed',
      fileName: '001_2026-02-24_x.md',
    });
    await expect(allocation.complete('001_2026-02-24_other.md')).rejects.toMatchObject({
      code: 'JOURNAL_IDS_ALLOCATION_ENDED',
      message: expect.stringContaining('already completed with "001_2026-02-24_x.md"'),
    });
    await expect(allocation.abandon('no')).rejects.toMatchObject({ code: 'JOURNAL_IDS_ALLOCATION_ENDED' });
  });

  it('records why a number was abandoned, and never gives it again', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    await (await allocator.allocate('standard')).abandon('the disk was full');
    expect(await allocateNumber(allocator)).toBe(2);
    expect((await allocator.inspect())[0]).toMatchObject({
      claimed: [1, 2],
      abandoned: [{ number: 1, reason: 'the disk was full' }],
      open: [{ number: 2, pid: process.pid, claimedAt: NOON }],
      gaps: [],
    });
  });

  it.each([
    '',
    '002_x.md',
    'x.md',
    '1x.md',
    '../001_x.md',
    '001_x\n.md',
    '001_x.md.tmp',
    7 as unknown as string,
  ])('refuses the file name %j', async (fileName) => {
    const allocation = await createAllocator(makeUpdateFolder()).allocate('standard');
    await expect(allocation.complete(fileName)).rejects.toMatchObject({
      code: 'JOURNAL_IDS_FILE_NAME_INVALID',
    });
    await allocation.complete('1_x.md');
  });

  it('is possible after the allocator was closed, which gives no more numbers', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    const allocation = await allocator.allocate('standard');
    await allocator.close();
    await allocator.close();
    await allocation.complete('001_x.md');
    await expect(allocator.allocate('standard')).rejects.toMatchObject({ code: 'JOURNAL_IDS_CLOSED' });
    await expect(allocator.peek('standard')).rejects.toMatchObject({ code: 'JOURNAL_IDS_CLOSED' });
    expect(readdirSync(join(directory, '.opta-journal/tmp'))).toEqual([]);
  });

  it('tells that the number is safe when only last-numbers.txt cannot be written', async () => {
    const directory = makeUpdateFolder();
    mkdirSync(join(directory, 'last-numbers.txt'));
    const allocator = createAllocator(directory);
    const allocation = await allocator.allocate('standard');
    await expect(allocation.complete('001_x.md')).rejects.toMatchObject({
      code: 'JOURNAL_IDS_LAST_NUMBERS_FAILED',
      message: expect.stringContaining('Number 1 is recorded as completed'),
    });
    expect(readClaimFile(directory, '1.done.json')).toMatchObject({ state: 'completed' });
    const problems = (await allocator.inspect())[0]?.problems.map(({ message }) => message);
    expect(problems?.join()).toContain('not a plain file');
  });
});

describe('last-numbers.txt', () => {
  it('names the last completed number of each series', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    await publishNext(directory, allocator);
    await publishNext(directory, allocator);
    await publishNext(directory, allocator, 'promotion');
    const lines = readLastNumbersFile(directory)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines).toEqual([
      expect.stringMatching(/^promotion 200 [0-9A-Z]{26} 200_2026-02-24_x\.md$/),
      expect.stringMatching(/^standard 002 [0-9A-Z]{26} 002_2026-02-24_x\.md$/),
    ]);
  });

  it('is healed from files however they spell their numbers', async () => {
    const directory = makeUpdateFolder('0000000000000007_x.md', '.208_2026-01-01_x.md.icloud', '207_y.md');
    await createAllocator(directory).allocate('standard');
    const text = readLastNumbersFile(directory);
    expect(text).toContain('standard 007 - 0000000000000007_x.md');
    expect(text).toContain('promotion 208 - .208_2026-01-01_x.md.icloud');
  });

  it('is healed at the first allocation, from files and from claims', async () => {
    const directory = makeUpdateFolder('012_2026-01-01_legacy.md');
    const first = createAllocator(directory);
    expect((await first.inspect())[0]?.problems[0]?.message).toContain('is behind: it says 000');
    await first.allocate('standard');
    expect(readLastNumbersFile(directory)).toContain('standard 012 - 012_2026-01-01_legacy.md');
    await publishNext(directory, first);
    rmSync(join(directory, 'last-numbers.txt'));
    await createAllocator(directory).allocate('promotion');
    expect(readLastNumbersFile(directory)).toMatch(/^standard 014 [0-9A-Z]{26} 014_2026-02-24_x\.md$/m);
    expect((await first.inspect()).flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('is not taken back by a slower writer', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    const old = await allocator.allocate('standard');
    await publishNext(directory, allocator);
    await old.complete('001_2026-02-24_x.md');
    expect(readLastNumbersFile(directory)).toContain('standard 002');
  });

  it('is left as it is when it names a later number already', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    const old = await allocator.allocate('standard');
    await publishNext(directory, allocator);
    const { ino } = statSync(join(directory, 'last-numbers.txt'));
    await old.complete('001_2026-02-24_x.md');
    expect(statSync(join(directory, 'last-numbers.txt')).ino).toBe(ino);
  });

  it('keeps the line of one range while a writer of another range works with an older reading', async () => {
    const directory = makeUpdateFolder();
    const slow = createAllocator(directory);
    await publishNext(directory, slow);
    const promotion = await slow.allocate('promotion');
    const read = readLastNumbersFile(directory);
    await publishNext(directory, createAllocator(directory));
    // As if the slow one had read before the other one wrote.
    writeFileSync(join(directory, 'last-numbers.txt'), read);
    await promotion.complete('200_x.md');
    expect(readLastNumbersFile(directory)).toMatch(/^standard 002 /m);
    expect(readLastNumbersFile(directory)).toMatch(/^promotion 200 /m);
  });

  it('is followed although it has marks of a conflict, and left for a person to decide', async () => {
    const directory = makeUpdateFolder('008_2026-02-24_ours.md');
    const text = '<<<<<<< HEAD\nstandard 008 - 008_a.md\n=======\nstandard 011 - 011_b.md\n>>>>>>> x\n';
    writeFileSync(join(directory, 'last-numbers.txt'), text);
    const allocator = createAllocator(directory);
    expect(await publishNext(directory, allocator)).toBe('012_2026-02-24_x.md');
    expect(readLastNumbersFile(directory)).toBe(text);
    const problems = (await allocator.inspect())[0]?.problems.map(({ message }) => message).join();
    expect(problems).toContain('merge conflict');
  });

  it('is written anew from both sides of a conflict when that is asked for', async () => {
    const directory = makeUpdateFolder('008_2026-02-24_ours.md', '201_2026-02-24_x.md');
    writeFileSync(
      join(directory, 'last-numbers.txt'),
      '<<<<<<< HEAD\nstandard 008 - 008_a.md\n=======\nstandard 011 - 011_b.md\n>>>>>>> x\npromotion 200 - -\n',
    );
    await rebuildLastNumbers({ directory });
    const text = readLastNumbersFile(directory);
    expect(text).not.toContain('<<<<<<<');
    expect(text).toMatch(/^standard 011 - 011_b\.md$/m);
    expect(text).toMatch(/^promotion 201 - 201_2026-02-24_x\.md$/m);
    expect((await createAllocator(directory).inspect()).flatMap(({ problems }) => problems)).toEqual([]);
    await rebuildLastNumbers({ directory });
    expect(readLastNumbersFile(directory)).toBe(text);
  });

  it('cannot be written anew in a folder that cannot be written', async () => {
    const directory = join(makeTemporaryFolder(), 'file');
    writeFileSync(directory, '');
    await expect(rebuildLastNumbers({ directory })).rejects.toMatchObject({
      code: 'JOURNAL_IDS_FOLDER_UNUSABLE',
    });
    await expect(rebuildLastNumbers({ directory: '' })).rejects.toMatchObject({
      code: 'JOURNAL_IDS_OPTIONS_INVALID',
    });
  });

  it('is followed although it has garbage, which is reported and goes with the next number', async () => {
    const directory = makeUpdateFolder();
    writeFileSync(join(directory, 'last-numbers.txt'), 'what?\nstandard 040 x y\n\u0000\n');
    const allocator = createAllocator(directory);
    const problems = (await allocator.inspect())[0]?.problems.map(({ message }) => message).join();
    expect(problems).toContain('cannot be read: 1, 3');
    expect(await publishNext(directory, allocator)).toBe('041_2026-02-24_x.md');
    expect((await allocator.inspect())[0]?.problems).toEqual([]);
  });

  it('is never read through a symbolic link', async () => {
    const directory = makeUpdateFolder();
    const elsewhere = join(makeTemporaryFolder(), 'precious');
    writeFileSync(elsewhere, 'standard 100 - -\n');
    symlinkSync(elsewhere, join(directory, 'last-numbers.txt'));
    const allocator = createAllocator(directory);
    expect(await publishNext(directory, allocator)).toBe('001_2026-02-24_x.md');
    expect(readFileSync(elsewhere, 'utf8')).toBe('standard 100 - -\n');
  });
});

describe('inspect', () => {
  it('tells the time and uid of every claim, and what last-numbers.txt says of both sides of a conflict', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    const first = await allocator.allocate('standard');
    await first.complete('001_x.md');
    const second = await allocator.allocate('standard');
    const text = readLastNumbersFile(directory);
    const other = 'standard 001 - 001_y.md';
    writeFileSync(join(directory, 'last-numbers.txt'), `<<<<<<< HEAD\n${text}=======\n${other}\n>>>>>>> x\n`);
    const [standard, promotion] = await allocator.inspect();
    expect(standard?.claims).toEqual([
      { number: 1, uid: first.uid, claimedAt: NOON, pid: process.pid },
      { number: 2, uid: second.uid, claimedAt: NOON, pid: process.pid },
    ]);
    expect(standard?.recorded).toEqual([
      { number: 1, uid: first.uid, fileName: '001_x.md' },
      { number: 1, fileName: '001_y.md' },
    ]);
    expect(standard?.problems.map(({ code }) => code)).toEqual(['last-numbers-conflict']);
    expect(promotion?.claims).toEqual([]);
    expect(timeOfUid(first.uid)).toBe(NOON);
    expect(timeOfUid('-')).toBeUndefined();
  });

  it('tells gaps and duplicates apart from what a claim explains', async () => {
    const directory = makeUpdateFolder(
      '001_a.md',
      '005_a.md',
      '5_b.md',
      '005_diagram.png',
      '006_c.md',
      '006_c 2.md',
      '209_x.md',
      '200_y.md',
    );
    const allocator = createAllocator(directory);
    await allocateNumber(allocator);
    await publishNext(directory, allocator);
    const [standard, promotion] = await allocator.inspect();
    expect(standard).toMatchObject({
      series: 'standard',
      ranges: [[1, 199]],
      highest: 8,
      next: 9,
      remaining: 191,
      claimed: [7, 8],
      completed: [{ number: 8, fileName: '008_2026-02-24_x.md' }],
      gaps: [[2, 4]],
      duplicates: [{ number: 5, fileNames: ['005_a.md', '5_b.md'] }],
    });
    expect(promotion).toMatchObject({ gaps: [[201, 208]], duplicates: [], claimed: [] });
  });

  it.each([
    ['an empty file', (path: string) => writeFileSync(path, '')],
    ['half a line', (path: string) => writeFileSync(path, '{"number":1,"ser')],
    ['the claim of another number', (path: string) => writeFileSync(path, '{"number":9}')],
    ['a folder', (path: string) => mkdirSync(path)],
    ['a symbolic link', (path: string) => symlinkSync('/dev/zero', path)],
  ])('leaves a number taken whose claim is %s', async (_, plant) => {
    const directory = makeUpdateFolder();
    mkdirSync(join(directory, '.opta-journal/claims'), { recursive: true });
    plant(join(directory, '.opta-journal/claims/1.json'));
    const allocator = createAllocator(directory);
    expect(await allocateNumber(allocator)).toBe(2);
    const [standard] = await allocator.inspect();
    expect(standard?.open.map(({ number }) => number)).toEqual([1, 2]);
    expect(standard?.problems.map(({ message }) => message).join()).toContain('number 001 cannot be read');
  });

  it('tells of a time that is ahead of the clock', async () => {
    const directory = makeUpdateFolder('001_2030-01-01_typo.md');
    const allocator = createAllocator(directory);
    await allocateNumber(allocator);
    expect((await allocator.inspect())[0]?.problems[0]?.message).toContain('ahead of the clock');
  });
});

describe('a file system without hard links', () => {
  it('still gives each number once, and says what is weaker', async () => {
    const directory = makeUpdateFolder();
    const link = () => Promise.reject(Object.assign(new Error('no links'), { code: 'ENOTSUP' }));
    const fileSystem = { ...nodeFileSystem, async: { ...nodeFileSystem.async, link } };
    const first = createAllocator(directory, { fileSystem });
    const second = createAllocator(directory, { fileSystem });
    const numbers = await Promise.all(
      [first, second, first, second, first].map((allocator) => allocateNumber(allocator)),
    );
    expect([...numbers].sort()).toEqual([1, 2, 3, 4, 5]);
    await publishNext(directory, first);
    expect((await first.inspect())[0]?.problems.map(({ message }) => message).join()).toContain(
      'no hard links',
    );
  });
});

describe('what cannot be done', () => {
  it('names the nearest series', async () => {
    const allocator = createAllocator(makeUpdateFolder());
    await expect(allocator.allocate('standart')).rejects.toMatchObject({
      code: 'JOURNAL_IDS_SERIES_UNKNOWN',
      message: 'There is no series "standart". Did you mean "standard"? There are "standard", "promotion".',
    });
    await expect(allocator.allocate('constructor')).rejects.toMatchObject({
      code: 'JOURNAL_IDS_SERIES_UNKNOWN',
      facts: { nearest: undefined },
    });
  });

  it.each([
    { from: 0, to: 5 },
    { from: 9, to: 1 },
    { from: 1.5, to: 2 },
    { from: Number.NaN, to: 2 },
    {} as { from: number; to: number },
    null as unknown as string,
  ])('refuses the range %j', async (request) => {
    await expect(createAllocator(makeUpdateFolder()).allocate(request)).rejects.toMatchObject({
      code: 'JOURNAL_IDS_RANGE_INVALID',
    });
  });

  it('reports all bad options at once', () => {
    const create = () =>
      createFileAllocator({ directory: '', timeZone: 'Mars/Olympus', fileMode: 9, clock: 1 as never });
    expect(create).toThrow(
      expect.objectContaining({
        code: 'JOURNAL_IDS_OPTIONS_INVALID',
        facts: { problems: [expect.any(String), expect.any(String), expect.any(String), expect.any(String)] },
      }),
    );
  });

  it("names a file that stands in the folder's place", async () => {
    const directory = join(makeTemporaryFolder(), 'updates');
    writeFileSync(directory, '');
    const allocator = createAllocator(directory);
    for (const attempt of [() => allocator.allocate('standard'), () => allocator.peek('standard')]) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'JOURNAL_IDS_FOLDER_UNUSABLE',
        message: expect.stringContaining('Move it away or name another folder'),
      });
    }
    rmSync(directory);
    expect(await allocateNumber(allocator)).toBe(1);
  });

  it.skipIf(process.getuid?.() === 0)('says that a folder cannot be written, and recovers', async () => {
    const directory = makeUpdateFolder();
    chmodSync(directory, 0o500);
    const allocator = createAllocator(directory);
    await expect(allocator.allocate('standard')).rejects.toMatchObject({
      code: 'JOURNAL_IDS_FOLDER_UNUSABLE',
      facts: { errno: 'EACCES' },
    });
    chmodSync(directory, 0o700);
    expect(await allocateNumber(allocator)).toBe(1);
  });

  it('says what the system refused, keeps the cause, and recovers', async () => {
    const directory = makeUpdateFolder();
    let isFull = true;
    const write: typeof nodeFileSystem.async.write = (...args) =>
      isFull
        ? Promise.reject(
            Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
          )
        : nodeFileSystem.async.write(...args);
    const fileSystem = { ...nodeFileSystem, async: { ...nodeFileSystem.async, write } };
    const allocator = createAllocator(directory, { fileSystem });
    await expect(allocator.allocate('standard')).rejects.toMatchObject({
      code: 'JOURNAL_IDS_FOLDER_UNUSABLE',
      message: expect.stringContaining('free space'),
      facts: { errno: 'ENOSPC' },
      cause: { code: 'JOURNAL_FS_IO' },
    });
    isFull = false;
    expect(await allocateNumber(allocator)).toBe(1);
  });
});
