import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, type FaultFileSystem, withoutSync } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { makeUpdateFolder } from '../test/new-folder.js';
import { createFileAllocator } from './create-file-allocator.js';
import { defineSeries } from './define-series.js';
import type { AllocationRequest, Allocator } from './types.js';

const SERIES = defineSeries({ all: { ranges: [[1, 99_999]] } });

function createAllocator(directory: string, fileSystem: FileSystem = withoutSync(nodeFileSystem)): Allocator {
  return createFileAllocator({ directory, series: SERIES, fileSystem, timeZone: 'UTC', clock: () => 1e12 });
}

const watch = (): FaultFileSystem<FileSystem> => createFaultFileSystem(withoutSync(nodeFileSystem));
const claimsIn = (directory: string): string => join(directory, '.opta-journal/claims');
const runsIn = (directory: string): string => join(claimsIn(directory), 'runs');

async function take(allocator: Allocator, request: AllocationRequest = 'all'): Promise<number> {
  return (await allocator.allocate(request)).number;
}

/** Claims as they were made before runs of them were recorded. */
function plantClaims(directory: string, ...numbers: number[]): void {
  mkdirSync(claimsIn(directory), { recursive: true });
  for (const number of numbers) {
    const claim = {
      number,
      series: 'all',
      uid: '-',
      claimedAt: '2001-01-01T00:00:00Z',
      pid: 1,
      state: 'claimed',
    };
    writeFileSync(join(claimsIn(directory), `${number}.json`), JSON.stringify(claim));
  }
}

/** How often the claims were listed. */
function countListings(directory: string, { calls }: FaultFileSystem<FileSystem>): number {
  return calls.filter(({ name, args }) => name === 'readdir' && args[0] === claimsIn(directory)).length;
}

describe('a new process', () => {
  it('finds hundreds of claims that nothing else shows with some looks, and lists none', async () => {
    const directory = makeUpdateFolder();
    expect(await take(createAllocator(directory))).toBe(1);
    plantClaims(directory, ...Array.from({ length: 700 }, (_, index) => index + 2));
    const fileSystem = watch();
    expect(await take(createAllocator(directory, fileSystem))).toBe(702);
    expect(countListings(directory, fileSystem)).toBe(0);
    expect(fileSystem.calls.length).toBeLessThan(100);
  });

  it('fills no gap that a log of another program left which was deleted', async () => {
    const directory = makeUpdateFolder();
    const allocator = createAllocator(directory);
    expect(await take(allocator)).toBe(1);
    writeFileSync(join(directory, '006_foreign.md'), '');
    expect(await take(allocator)).toBe(7);
    unlinkSync(join(directory, '006_foreign.md'));
    rmSync(join(directory, 'last-numbers.txt'), { force: true });
    const fileSystem = watch();
    expect(await take(createAllocator(directory, fileSystem))).toBe(8);
    expect(countListings(directory, fileSystem)).toBe(0);
    expect(readdirSync(runsIn(directory)).sort()).toEqual(['1', '7', 'complete']);
  });

  it("goes on above what was asked for as a range of one's own", async () => {
    const directory = makeUpdateFolder();
    expect(await take(createAllocator(directory))).toBe(1);
    expect(await take(createAllocator(directory), { from: 300, to: 320 })).toBe(300);
    expect(await take(createAllocator(directory), { from: 200, to: 299 })).toBe(200);
    expect(await take(createAllocator(directory))).toBe(301);
    expect(await take(createAllocator(directory), { from: 200, to: 299 })).toBe(201);
  });

  it('passes over a run that was recorded and never begun', async () => {
    const directory = makeUpdateFolder();
    expect(await take(createAllocator(directory))).toBe(1);
    for (const name of ['40', 'x', '50']) writeFileSync(join(runsIn(directory), name), '');
    expect(await take(createAllocator(directory))).toBe(2);
  });
});

describe('claims from before their runs were recorded', () => {
  it('are listed once, and from then on found by their runs', async () => {
    const directory = makeUpdateFolder();
    plantClaims(directory, 3, 4, 9);
    const first = watch();
    expect(await createAllocator(directory, first).peek('all')).toEqual({ id: '010', number: 10 });
    expect(existsSync(runsIn(directory))).toBe(false);
    expect(await take(createAllocator(directory, first))).toBe(10);
    // By `peek`, and by the first allocation of the other process.
    expect(countListings(directory, first)).toBe(2);
    expect(readdirSync(runsIn(directory)).sort()).toEqual(['3', '9', 'complete']);
    const second = watch();
    expect(await take(createAllocator(directory, second))).toBe(11);
    expect(countListings(directory, second)).toBe(0);
  });

  it('are listed again where not all runs were recorded', async () => {
    const directory = makeUpdateFolder();
    plantClaims(directory, 3, 9);
    await take(createAllocator(directory));
    unlinkSync(join(runsIn(directory), 'complete'));
    unlinkSync(join(runsIn(directory), '9'));
    expect(await take(createAllocator(directory))).toBe(11);
    expect(readdirSync(runsIn(directory)).sort()).toEqual(['3', '9', 'complete']);
  });

  it('are listed each time where there are very many runs', async () => {
    const directory = makeUpdateFolder();
    plantClaims(directory, ...Array.from({ length: 100 }, (_, index) => 2 * index + 1));
    expect(await take(createAllocator(directory))).toBe(200);
    expect(existsSync(join(runsIn(directory), 'complete'))).toBe(false);
    expect(await take(createAllocator(directory))).toBe(201);
  });

  it('are listed where more runs are recorded than it pays to follow', async () => {
    const directory = makeUpdateFolder();
    await take(createAllocator(directory));
    for (let number = 3; number < 203; number += 2) {
      plantClaims(directory, number);
      writeFileSync(join(runsIn(directory), String(number)), '');
    }
    const fileSystem = watch();
    expect(await take(createAllocator(directory, fileSystem))).toBe(202);
    expect(fileSystem.calls.length).toBeLessThan(100);
  });
});

describe('the folder of runs', () => {
  it('is never written through a link', async () => {
    const directory = makeUpdateFolder();
    const elsewhere = makeTemporaryFolder();
    plantClaims(directory, 1);
    symlinkSync(elsewhere, runsIn(directory));
    await expect(createAllocator(directory).allocate('all')).rejects.toMatchObject({
      code: 'JOURNAL_IDS_FOLDER_UNUSABLE',
      message: expect.stringContaining('it is a symlink'),
    });
    expect(readdirSync(elsewhere)).toEqual([]);
    unlinkSync(runsIn(directory));
    expect(await take(createAllocator(directory))).toBe(2);
  });

  it('is never written through a link that came later', async () => {
    const directory = makeUpdateFolder();
    const elsewhere = makeTemporaryFolder();
    const allocator = createAllocator(directory);
    await take(allocator);
    rmSync(runsIn(directory), { recursive: true });
    symlinkSync(elsewhere, runsIn(directory));
    await expect(allocator.allocate({ from: 300, to: 320 })).rejects.toMatchObject({
      code: 'JOURNAL_IDS_FOLDER_UNUSABLE',
    });
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('is on the disk before the claim that begins a run, and has the modes of its surroundings', async () => {
    const directory = makeUpdateFolder();
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    await createAllocator(directory, fileSystem).allocate('all', { durable: 'ended' });
    const opened = fileSystem.calls.findIndex(
      ({ name, args }) => name === 'open' && args[0] === runsIn(directory),
    );
    expect(fileSystem.calls[opened + 1]).toMatchObject({ name: 'fsync' });
    const claimed = fileSystem.calls.findIndex(
      ({ name, args }) => name === 'link' && args[1] === join(claimsIn(directory), '1.json'),
    );
    expect(claimed).toBeGreaterThan(opened);
    expect(statSync(runsIn(directory)).mode & 0o777).toBe(0o700);
    expect(statSync(join(runsIn(directory), '1')).mode & 0o777).toBe(0o600);
  });
});
