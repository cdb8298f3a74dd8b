import { relative } from 'node:path';
import { type AsyncFileSystem, type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { describe, expect, it } from 'vitest';
import { makeUpdateFolder } from '../test/new-folder.js';
import { createFileAllocator } from './create-file-allocator.js';
import type { Allocation, Allocator } from './types.js';

interface Watched {
  allocator: Allocator;
  /** What was synced, linked and renamed, below the update folder and in its order. */
  steps: string[];
}

/** An allocator whose folders are prepared and which has given number 1. */
async function watch(overrides: Partial<AsyncFileSystem> = {}): Promise<Watched> {
  const directory = makeUpdateFolder();
  const { async } = nodeFileSystem;
  const paths = new Map<number, string>();
  const steps: string[] = [];
  const note = (step: string, path: string | undefined) =>
    steps.push(`${step} ${relative(directory, path ?? '').replace(/tmp\/.*/, 'tmp/…')}`);
  const base: AsyncFileSystem = { ...async, ...overrides };
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    async: {
      ...base,
      async open(path, flags, mode) {
        const fd = await base.open(path, flags, mode);
        paths.set(fd, path);
        return fd;
      },
      async fsync(fd) {
        const path = paths.get(fd);
        await base.fsync(fd);
        note('sync', path);
      },
      async link(existing, path) {
        await base.link(existing, path);
        note('link', path);
      },
      async rename(from, to) {
        await base.rename(from, to);
        note('rename', to);
      },
    },
  };
  const allocator = createFileAllocator({ directory, fileSystem });
  await (await allocator.allocate('standard')).complete('001_x.md');
  steps.length = 0;
  return { allocator, steps };
}

describe('a claim', () => {
  it('is on the disk when its number is given, content and name', async () => {
    const { allocator, steps } = await watch();
    expect((await allocator.allocate('standard')).number).toBe(2);
    expect(steps[0]).toBe('link .opta-journal/claims/2.json');
    expect(steps.slice(1).sort()).toEqual(['sync .opta-journal/claims', 'sync .opta-journal/claims/2.json']);
  });

  it('is on the disk when the allocation has ended, where that was asked for', async () => {
    const { allocator, steps } = await watch();
    const allocation = await allocator.allocate('standard', { durable: 'ended' });
    expect(steps).toEqual(['link .opta-journal/claims/2.json']);
    await allocation.complete('002_x.md');
    expect(steps[1]).toBe('link .opta-journal/claims/2.done.json');
    expect(steps.slice(2).sort()).toEqual([
      'rename last-numbers.txt',
      'sync .opta-journal/claims',
      'sync .opta-journal/claims/2.done.json',
      'sync .opta-journal/claims/2.json',
      'sync .opta-journal/tmp/…',
    ]);
    // A power cut may take the rename back, never the content of what it put in place.
    expect(steps.indexOf('sync .opta-journal/tmp/…')).toBeLessThan(steps.indexOf('rename last-numbers.txt'));
  });

  it('is on the disk when the number was abandoned', async () => {
    const { allocator, steps } = await watch();
    await (await allocator.allocate('standard', { durable: 'ended' })).abandon('no need');
    expect(steps).toEqual(
      expect.arrayContaining(['sync .opta-journal/claims/2.json', 'sync .opta-journal/claims/2.done.json']),
    );
  });

  it('is synced also where its mode lets nobody write it', async () => {
    let refused = 0;
    const { allocator, steps } = await watch({
      open(path, flags, mode) {
        if (!path.endsWith('.json') || typeof flags !== 'number' || (flags & 3) === 0) {
          return nodeFileSystem.async.open(path, flags, mode);
        }
        refused += 1;
        return Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' }));
      },
    });
    await allocator.allocate('standard');
    expect(steps).toContain('sync .opta-journal/claims/2.json');
    expect(refused).toBeGreaterThan(0);
  });

  it('that cannot be synced gives no number, and takes it', async () => {
    let isBroken = false;
    const { allocator } = await watch({
      fsync: (fd) =>
        isBroken
          ? Promise.reject(Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' }))
          : nodeFileSystem.async.fsync(fd),
    });
    isBroken = true;
    await expect(allocator.allocate('standard')).rejects.toMatchObject({
      code: 'JOURNAL_IDS_FOLDER_UNUSABLE',
      facts: { errno: 'EIO' },
    });
    const ended = await allocator.allocate('standard', { durable: 'ended' });
    await expect(ended.complete('003_x.md')).rejects.toMatchObject({
      code: 'JOURNAL_IDS_FOLDER_UNUSABLE',
      message: expect.stringContaining('record number 3'),
    });
    isBroken = false;
    expect((await allocator.allocate('standard')).number).toBe(4);
  });

  it('does not wait until the one before is on the disk, and closing does', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isHeld = false;
    const { allocator } = await watch({
      fsync: async (fd) => {
        if (isHeld) await held;
        await nodeFileSystem.async.fsync(fd);
      },
    });
    isHeld = true;
    const seen: (number | string)[] = [];
    const note = ({ number }: Allocation) => seen.push(number);
    const first = allocator.allocate('standard').then(note);
    await allocator.allocate('standard', { durable: 'ended' }).then(note);
    expect(seen).toEqual([3]);
    const closed = allocator.close().then(() => seen.push('closed'));
    release();
    await Promise.all([first, closed]);
    expect(seen).toEqual([3, 2, 'closed']);
  });
});
