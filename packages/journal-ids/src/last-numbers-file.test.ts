import { readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { makeUpdateFolder, readLastNumbersFile } from '../test/new-folder.js';
import { createAllocator, publishNext } from '../test/noon-allocator.js';
import { rebuildLastNumbers } from './rebuild-last-numbers.js';

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
