import { rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeUpdateFolder } from '../test/new-folder.js';
import { createAllocator, NOON, publishNext } from '../test/noon-allocator.js';
import { defineSeries } from './define-series.js';

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
