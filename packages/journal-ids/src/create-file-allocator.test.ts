import { chmodSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { decodeTime } from 'ulid';
import { describe, expect, it } from 'vitest';
import { makeUpdateFolder, readClaimFile } from '../test/new-folder.js';
import { allocateNumber, createAllocator, NOON, publishNext } from '../test/noon-allocator.js';
import { createFileAllocator } from './create-file-allocator.js';

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
