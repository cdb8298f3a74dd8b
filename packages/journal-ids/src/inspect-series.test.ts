import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeUpdateFolder, readLastNumbersFile } from '../test/new-folder.js';
import { allocateNumber, createAllocator, NOON, publishNext } from '../test/noon-allocator.js';
import { timeOfUid } from './time-of-uid.js';

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
