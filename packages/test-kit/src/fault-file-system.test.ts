import { closeSync, existsSync, fsyncSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createFaultFileSystem } from './fault-file-system.js';
import { crashAt, failAt, failEvery, failFrom } from './fault-plan.js';
import { CrashError } from './faulty-disk.js';
import { makeTemporaryFolder } from './make-temporary-folder.js';
import { withoutSync } from './without-sync.js';

const sync = {
  open: (path: string, flags: string) => openSync(path, flags),
  write: (fd: number, data: Uint8Array, offset: number, length: number, position: number | null) =>
    writeSync(fd, data, offset, length, position),
  fsync: fsyncSync,
  close: closeSync,
  unlink: (path: string) => unlinkSync(path),
};
type Sync = typeof sync;
type Async = { [K in keyof Sync]: (...args: Parameters<Sync[K]>) => Promise<ReturnType<Sync[K]>> };
/** Only the synchronous half of it is ever called. */
const disk = { sync, async: {} as Async };

const DATA = new TextEncoder().encode('a line\n');

function makePath(): string {
  return join(makeTemporaryFolder(), 'a.md');
}

describe('a file system without a fault', () => {
  it('makes every call and keeps what it has seen', async () => {
    const path = makePath();
    const { sync, async, calls, openDescriptors } = createFaultFileSystem(disk);
    const fd = sync.open(path, 'w');
    expect([...openDescriptors]).toEqual([fd]);
    expect(await async.write(fd, DATA, 0, DATA.length, null)).toBe(7);
    sync.write(fd, DATA, 0, 1, null);
    await async.close(fd);
    expect(readFileSync(path, 'utf8')).toBe('a line\na');
    expect(openDescriptors.size).toBe(0);
    expect(calls).toEqual([
      { name: 'open', args: [path, 'w'], index: 1, count: 1, isSync: true },
      { name: 'write', args: [fd, DATA, 0, 7, null], index: 2, count: 1, isSync: false },
      { name: 'write', args: [fd, DATA, 0, 1, null], index: 3, count: 2, isSync: true },
      { name: 'close', args: [fd], index: 4, count: 1, isSync: false },
    ]);
  });
});

describe('a call that fails', () => {
  it('carries its errno and has no effect', async () => {
    const path = makePath();
    const { sync, async } = createFaultFileSystem(disk, failFrom(1, 'EROFS'));
    expect(() => sync.open(path, 'w')).toThrow(expect.objectContaining({ code: 'EROFS', syscall: 'open' }));
    await expect(async.open(path, 'w')).rejects.toMatchObject({ code: 'EROFS' });
    expect(existsSync(path)).toBe(false);
  });

  it('has its effect where the plan says so', () => {
    const path = makePath();
    const { sync, closeLeft } = createFaultFileSystem(disk, () => ({ errno: 'EIO', when: 'after' }));
    expect(() => sync.open(path, 'w')).toThrow('EIO');
    expect(existsSync(path)).toBe(true);
    closeLeft();
  });

  it('has closed if it was a close', () => {
    const { sync, openDescriptors } = createFaultFileSystem(disk, failEvery('close', 'EIO'));
    const fd = sync.open(makePath(), 'w');
    expect(() => sync.close(fd)).toThrow('EIO');
    expect(openDescriptors.size).toBe(0);
    expect(() => fsyncSync(fd)).toThrow('EBADF');
  });

  it('is the one with the index, or it and all that follow', () => {
    const fails = (plan: ReturnType<typeof failAt>) =>
      [1, 2, 3].map((index) => plan({ name: 'open', args: [], index, count: 1, isSync: true })?.errno);
    expect(fails(failAt(2, 'EIO'))).toEqual([undefined, 'EIO', undefined]);
    expect(fails(failFrom(2, 'EIO'))).toEqual([undefined, 'EIO', 'EIO']);
  });

  it('follows a plan that took the place of the first', () => {
    const path = makePath();
    const fileSystem = createFaultFileSystem(disk, failFrom(1, 'ENOSPC'));
    expect(() => fileSystem.sync.open(path, 'w')).toThrow('ENOSPC');
    fileSystem.plan = () => undefined;
    fileSystem.sync.close(fileSystem.sync.open(path, 'w'));
    expect(existsSync(path)).toBe(true);
  });
});

describe('a crash', () => {
  it.each([
    ['before', false],
    ['after', true],
  ] as const)('%s a call leaves its effect or not, and no later call has one', (when, isThere) => {
    const path = makePath();
    const { sync, openDescriptors, closeLeft } = createFaultFileSystem(disk, crashAt(1, when));
    expect(() => sync.open(path, 'w')).toThrow(CrashError);
    expect(() => sync.open(`${path}.later`, 'w')).toThrow(CrashError);
    expect([existsSync(path), existsSync(`${path}.later`)]).toEqual([isThere, false]);
    expect(openDescriptors.size).toBe(isThere ? 1 : 0);
    closeLeft();
    expect(openDescriptors.size).toBe(0);
  });
});

it('takes only a part of a write', () => {
  const path = makePath();
  const { sync } = createFaultFileSystem(disk, ({ name }) => (name === 'write' ? { bytes: 3 } : undefined));
  const fd = sync.open(path, 'w');
  expect(sync.write(fd, DATA, 0, DATA.length, null)).toBe(3);
  expect(sync.write(fd, DATA, 0, 2, null)).toBe(2);
  sync.close(fd);
  expect(readFileSync(path, 'utf8')).toBe('a la ');
});

it('holds a call until a promise is resolved', async () => {
  const path = makePath();
  let release = (): void => {};
  const waitFor = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { sync, async } = createFaultFileSystem(disk, ({ name }) =>
    name === 'unlink' ? { waitFor } : undefined,
  );
  sync.close(sync.open(path, 'w'));
  const removed = async.unlink(path);
  await new Promise((resolve) => setImmediate(resolve));
  expect(existsSync(path)).toBe(true);
  release();
  await removed;
  expect(existsSync(path)).toBe(false);
});

it('sees syncs and lets them fail where they are left out', () => {
  const fsync = vi.fn();
  const base = { ...disk, sync: { ...sync, fsync } };
  const { sync: calls } = createFaultFileSystem(withoutSync(base), failAt(2, 'EIO'));
  calls.fsync(1);
  expect(() => calls.fsync(1)).toThrow('EIO');
  expect(fsync).not.toHaveBeenCalled();
});
