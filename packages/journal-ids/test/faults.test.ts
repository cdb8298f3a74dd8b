import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { type Allocation, createFileAllocator } from '@opta/journal-ids';
import {
  crashAt,
  createFaultFileSystem,
  type FaultFileSystem,
  type FaultPlan,
  failAt,
  withoutSync,
} from 'test-kit';
import { expect, it } from 'vitest';

const unsynced = withoutSync(nodeFileSystem);
const CLOCK = () => Date.parse('2026-02-24T12:00:00Z');

interface Run {
  directory: string;
  fileSystem: FaultFileSystem<FileSystem>;
  /** What the caller got before the fault. */
  given: number[];
  completed: number[];
  error?: unknown;
}

/** Two allocations in a folder with one legacy log: the first is published and completed, the second abandoned. */
async function run(plan: FaultPlan): Promise<Run> {
  const directory = mkdtempSync(join(tmpdir(), 'journal-ids-'));
  writeFileSync(join(directory, '004_2026-01-01_legacy.md'), '');
  const fileSystem = createFaultFileSystem(unsynced, plan);
  const result: Run = { directory, fileSystem, given: [], completed: [] };
  const allocator = createFileAllocator({ directory, fileSystem, clock: CLOCK, timeZone: 'UTC' });
  try {
    const first = await allocator.allocate('standard');
    result.given.push(first.number);
    publish(directory, first);
    await first.complete(`${first.id}_x.md`);
    result.completed.push(first.number);
    const second = await allocator.allocate('standard');
    result.given.push(second.number);
    await second.abandon('no need');
    await allocator.close();
  } catch (error) {
    result.error = error;
  }
  return result;
}

function publish(directory: string, { id }: Allocation): void {
  writeFileSync(join(directory, `${id}_x.md`), '', { flag: 'wx' });
}

/** A new process finds its way: no number comes again, and last-numbers.txt is whole and not behind. */
async function expectGoodReopening({ directory, given, completed }: Run): Promise<void> {
  const allocator = createFileAllocator({
    directory,
    fileSystem: unsynced,
    clock: CLOCK,
    timeZone: 'UTC',
  });
  const before = await allocator.inspect();
  for (const number of completed) expect(before[0]?.completed.map((one) => one.number)).toContain(number);
  const next = await allocator.allocate('standard');
  expect(next.number).toBeGreaterThan(Math.max(4, ...given));
  expect(existsSync(join(directory, `${next.id}_x.md`))).toBe(false);
  publish(directory, next);
  await next.complete(`${next.id}_x.md`);
  await allocator.close();
  expect(readFileSync(join(directory, 'last-numbers.txt'), 'utf8')).toContain(
    `standard ${next.id} ${next.uid} `,
  );
  const [standard] = await allocator.inspect();
  expect(standard?.problems).toEqual([]);
  expect(standard?.gaps).toEqual([]);
  expect(standard?.duplicates).toEqual([]);
  for (const name of readdirSync(directory)) {
    expect(name).toMatch(/^(?:\d{3}_.*\.md|last-numbers\.txt|\.opta-journal)$/);
  }
}

function finish({ directory, fileSystem }: Run): void {
  fileSystem.closeLeft();
  rmSync(directory, { recursive: true, force: true });
}

async function countCalls(): Promise<number> {
  const undisturbed = await run(() => undefined);
  expect(undisturbed.error).toBeUndefined();
  expect(undisturbed.given).toEqual([5, 6]);
  expect(undisturbed.fileSystem.openDescriptors.size).toBe(0);
  await expectGoodReopening(undisturbed);
  finish(undisturbed);
  return undisturbed.fileSystem.calls.length;
}

// A crash before a call leaves what one after the call before it leaves.
it('survives a crash after every call', async () => {
  const count = await countCalls();
  expect(count).toBeGreaterThan(60);
  for (let index = 1; index <= count; index += 1) {
    const crashed = await run(crashAt(index, 'after'));
    expect(crashed.error, `call ${index}`).toBeDefined();
    await expectGoodReopening(crashed);
    finish(crashed);
  }
}, 120_000);

it.each(['EIO', 'ENOSPC'])(
  'survives %s at every call, with a coded error or none, and every descriptor closed',
  async (errno) => {
    const count = await countCalls();
    for (let index = 1; index <= count; index += 1) {
      const failed = await run(failAt(index, errno));
      expect(failed.fileSystem.openDescriptors.size, `call ${index}`).toBe(0);
      if (failed.error !== undefined) {
        expect(failed.error).toMatchObject({
          code: expect.stringMatching(/^JOURNAL_IDS_(?:FOLDER_UNUSABLE|LAST_NUMBERS_FAILED)$/),
        });
      }
      await expectGoodReopening(failed);
      finish(failed);
    }
  },
  120_000,
);
