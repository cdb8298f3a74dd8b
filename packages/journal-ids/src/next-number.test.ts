import { rmSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { describe, expect, it } from 'vitest';
import { makeUpdateFolder, readLastNumbersFile } from '../test/new-folder.js';
import { allocateNumber, createAllocator, publishNext } from '../test/noon-allocator.js';
import { defineSeries } from './define-series.js';

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
