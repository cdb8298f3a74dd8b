import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, type FaultPlan, failEvery } from 'test-kit';
import { describe, expect, it, vi } from 'vitest';
import { faultAt, nextCall } from './chosen-calls.js';
import { expectGapless } from './expect-gapless.js';
import { linesOf, openSampleLog, type SampleLog } from './open-sample-log.js';

describe('a failed fdatasync', () => {
  const isSync: FaultPlan = ({ name }) => (name === 'fdatasync' ? {} : undefined);

  function gapsOf({ lines }: SampleLog): Record<string, unknown>[] {
    return lines()
      .filter(({ event_type: type }) => type === 'journal_gap')
      .map(({ data }) => data);
  }

  it('is final: the lines are not acknowledged, the next segment goes on and names what is in doubt', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const errors: Error[] = [];
    const sample = await openSampleLog(
      { durability: 'durable', onError: (error) => errors.push(error) },
      fileSystem,
    );
    const { directory, log, append, segments, lines } = sample;
    expect(await append('confirmed', {}, 10)).toBe(true);
    fileSystem.plan = faultAt(1, { errno: 'EIO' }, false, isSync);
    const answers = [append('doubtful', {}, 20), append('doubtful', {}, 30)];
    expect(await Promise.all(answers)).toEqual([false, false]);
    expect(log.stats).toMatchObject({ failedSyncs: 1, dropped: 0 });
    expect(log.stats.lastError).toMatchObject({ code: 'JOURNAL_STORE_SYNC_FAILED' });
    expect(await append('after', {}, 40)).toBe(true);
    expect(log.stats.lastError).toBe(undefined);
    await log.close();
    expect(segments()).toHaveLength(2);
    const second = linesOf(join(directory, segments()[1] ?? ''));
    expect(second.map(({ event_type: type }) => type)).toEqual([
      'journal_session_start',
      'journal_gap',
      'after',
    ]);
    expect(gapsOf(sample)).toEqual([
      {
        from: '2026-02-24T13:56:26.125+11:00',
        to: '2026-02-24T13:56:26.145+11:00',
        dropped: 0,
        by_type: {},
        reason: 'sync failed: EIO',
        from_sequence: 3,
        to_sequence: 4,
      },
    ]);
    expectGapless(lines());
    expect(errors).toHaveLength(1);
    // Nobody asked the first segment again.
    expect(fileSystem.calls.filter((call) => isSync(call) !== undefined)).toHaveLength(3);
  });

  it('names also the lines that were appended while the sync was under way', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ durability: 'durable' }, fileSystem);
    const { log, append } = sample;
    let meanwhile: Promise<boolean> | undefined;
    const waitFor = new Promise<void>((resolve) => {
      fileSystem.plan = (call) => {
        if (call.name !== 'fdatasync') return undefined;
        fileSystem.plan = () => undefined;
        setImmediate(() => {
          meanwhile = append('meanwhile', {}, 50);
          resolve();
        });
        return { errno: 'EIO', waitFor };
      };
    });
    expect(await append('doubtful', {}, 20)).toBe(false);
    expect(await meanwhile).toBe(false);
    expect(await append('after', {}, 60)).toBe(true);
    await log.close();
    expect(gapsOf(sample)).toMatchObject([
      { from_sequence: 2, to_sequence: 3, to: '2026-02-24T13:56:26.165+11:00' },
    ]);
  });

  it('names all lines since the last confirmed one where the next segment is not confirmed either', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ durability: 'durable' }, fileSystem);
    const { log, append } = sample;
    fileSystem.plan = failEvery('fdatasync', 'EIO');
    expect(await append('a')).toBe(false);
    expect(await append('b')).toBe(false);
    fileSystem.plan = () => undefined;
    // The second pause has begun: lines go on to the segment in doubt and are not acknowledged.
    expect(await append('c')).toBe(false);
    log.closeSync();
    expect(gapsOf(sample)).toMatchObject([
      { from_sequence: 2, to_sequence: 2 },
      { from_sequence: 2, to_sequence: 6 },
    ]);
    expect(log.stats).toMatchObject({ failedSyncs: 2, written: 8, dropped: 0 });
  });

  it('does not fill a disk that confirms nothing with segments', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const fileSystem = createFaultFileSystem(nodeFileSystem, failEvery('fdatasync', 'EIO'));
      const sample = await openSampleLog({ durability: 'durable' }, fileSystem);
      const { log, append, segments, lines } = sample;
      for (let index = 0; index < 200; index += 1) expect(await append('a', { index })).toBe(false);
      expect(segments()).toHaveLength(2);
      vi.advanceTimersByTime(1_000);
      for (let index = 0; index < 200; index += 1) expect(await append('a', { index })).toBe(false);
      expect(segments()).toHaveLength(3);
      vi.advanceTimersByTime(1_000);
      expect(await append('a')).toBe(false);
      expect(segments()).toHaveLength(3);
      vi.advanceTimersByTime(1_000);
      fileSystem.plan = () => undefined;
      expect(await append('confirmed')).toBe(true);
      await log.close();
      expect(segments()).toHaveLength(4);
      expectGapless(lines());
      expect(gapsOf(sample).at(-1)).toMatchObject({ from_sequence: 2, to_sequence: lines().length - 3 });
    } finally {
      vi.useRealTimers();
    }
  });

  it('counts also where the name of a new segment is not confirmed', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ durability: 'durable', maxEventLogBytes: 1 }, fileSystem);
    const { log, append, lines } = sample;
    fileSystem.plan = faultAt(1, { errno: 'EIO' }, false, ({ name }) => (name === 'fsync' ? {} : undefined));
    expect(await append('a')).toBe(false);
    expect(await append('b')).toBe(true);
    await log.close();
    expect(log.stats).toMatchObject({ failedSyncs: 1, written: lines().length, dropped: 0 });
    expect(gapsOf(sample)).toMatchObject([{ from_sequence: 2, to_sequence: 3, reason: 'sync failed: EIO' }]);
  });

  it('names the segment in doubt where the next one waits already', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ maxEventLogBytes: 800 }, fileSystem);
    const { log, append, segments, lines } = sample;
    fileSystem.plan = faultAt(1, { errno: 'EIO' }, false, isSync);
    for (let index = 0; log.stats.segments < 3; index += 1) void append('a', { index });
    await log.flush();
    const inFirst = linesOf(join(sample.directory, segments()[0] ?? '')).length;
    void append('after');
    await log.close();
    expect(gapsOf(sample)).toMatchObject([{ from_sequence: 2, to_sequence: inFirst }]);
    expectGapless(lines());
  });

  it('in buffered mode syncs once a flush interval, and a failure of it leaves the same gap', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ flushIntervalMs: 1 }, fileSystem);
    const { log, append } = sample;
    fileSystem.plan = faultAt(1, { errno: 'EIO' }, false, isSync);
    const failed = nextCall(fileSystem, 'fdatasync');
    void append('doubtful');
    await failed;
    await log.flush();
    void append('after');
    await log.close();
    expect(gapsOf(sample)).toMatchObject([{ from_sequence: 2, to_sequence: 2 }]);
    expect(log.stats.failedSyncs).toBe(1);
  });
});
