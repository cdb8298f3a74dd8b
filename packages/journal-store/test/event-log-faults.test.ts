import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, type Fault, failEvery } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { faultAt, nextCall } from './chosen-calls.js';
import { expectGapless } from './expect-gapless.js';
import { type Line, openSampleLog } from './open-sample-log.js';

function eventsIn(lines: readonly Line[]): Line[] {
  return lines.filter(({ event_type: type }) => !type.startsWith('journal_'));
}

const FAULTS: [string, Fault][] = [
  ['ENOSPC', { errno: 'ENOSPC' }],
  ['EIO', { errno: 'EIO' }],
  ['EDQUOT', { errno: 'EDQUOT' }],
  ['a write of no byte', { bytes: 0 }],
  ['a write of 1 byte', { bytes: 1 }],
  ['a write of 100 bytes', { bytes: 100 }],
];

describe.each(FAULTS)('%s', (_, fault) => {
  it.each([false, true])(
    'at every n-th write loses nothing when it is over (lasting: %s)',
    async (isLasting) => {
      for (let n = 1; n <= 4; n += 1) {
        const fileSystem = createFaultFileSystem(nodeFileSystem);
        const errors: Error[] = [];
        const { log, append, lines } = await openSampleLog({ onError: (e) => errors.push(e) }, fileSystem);
        fileSystem.plan = faultAt(n, fault, isLasting);
        for (let index = 0; index < 5; index += 1) {
          expect(await append('event', { index })).toBe(true);
          await log.flush();
        }
        fileSystem.plan = () => undefined;
        await log.close();
        expect(eventsIn(lines()).map(({ data }) => data.index)).toEqual([0, 1, 2, 3, 4]);
        expectGapless(lines());
        expect(log.stats).toMatchObject({ written: 6, dropped: 0, lastError: undefined, queuedBytes: 0 });
        // Told once until it is over, not with every attempt.
        expect(errors.length).toBeLessThanOrEqual(1);
        expect(fileSystem.openDescriptors.size).toBe(0);
      }
    },
  );

  it.each(['close', 'closeSync'] as const)(
    'from the n-th write on leaves whole lines and exact counts after %s',
    async (close) => {
      for (let n = 1; n <= 6; n += 1) {
        const fileSystem = createFaultFileSystem(nodeFileSystem);
        const { log, append, lines } = await openSampleLog({ maxEventLogBytes: 3_000 }, fileSystem);
        fileSystem.plan = faultAt(n, fault, true);
        for (let index = 0; index < 30; index += 1) {
          void append(`type_${index % 3}`, { index, text: 'é'.repeat(40) });
          if (index % 10 === 9) await log.flush();
        }
        await log[close]();
        const { stats } = log;
        expect(stats.written).toBe(lines().length);
        expect(stats.bytes).toBe(
          Buffer.byteLength(
            lines()
              .map((line) => `${JSON.stringify(line)}\n`)
              .join(''),
          ),
        );
        expect(stats.written + stats.dropped).toBe(stats.sequence);
        expectGapless(lines());
        const perType = [0, 1, 2].map((type) => {
          const written = lines().filter(({ event_type }) => event_type === `type_${type}`).length;
          return written + (stats.droppedByType[`type_${type}`] ?? 0);
        });
        expect(perType).toEqual([10, 10, 10]);
        expect(fileSystem.openDescriptors.size).toBe(0);
      }
    },
  );
});

describe('a full disk', () => {
  it('drops what does not fit, counts it by type, and leaves one gap when there is room again', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { log, append, lines } = await openSampleLog({ maxBufferBytes: 2_000 }, fileSystem);
    fileSystem.plan = faultAt(1, { errno: 'ENOSPC' }, true);
    void append('model_loaded', {}, 1);
    await log.flush();
    const answers: boolean[] = [];
    const types = ['model_loaded', 'model_unloaded', 'model_loaded'];
    for (let index = 0; index < 60; index += 1) {
      answers.push(await append(types[index % 3] ?? '', { index }, 10 + index));
    }
    const dropped = answers.map((isAccepted, index) => ({ isAccepted, index })).filter((a) => !a.isAccepted);
    const loaded = dropped.filter(({ index }) => index % 3 !== 1).length;
    expect(dropped.length).toBeGreaterThan(0);
    expect(log.stats.dropped).toBe(dropped.length);
    expect(log.stats.droppedByType).toEqual({
      model_loaded: loaded,
      model_unloaded: dropped.length - loaded,
    });
    expect(log.stats.queuedBytes).toBeLessThan(2_500);

    fileSystem.plan = () => undefined;
    await log.flush();
    await log.flush();
    const gaps = lines().filter(({ event_type: type }) => type === 'journal_gap');
    const at = (index: number | undefined) => `2026-02-24T13:56:26.${String(115 + 10 + Number(index))}+11:00`;
    expect(gaps.map(({ data }) => data)).toEqual([
      {
        from: at(dropped[0]?.index),
        to: at(dropped.at(-1)?.index),
        dropped: dropped.length,
        by_type: { model_loaded: loaded, model_unloaded: dropped.length - loaded },
        reason: 'writing failed: ENOSPC',
      },
    ]);
    void append('after');
    await log.close();
    expectGapless(lines());
    expect(eventsIn(lines())).toHaveLength(1 + answers.length - dropped.length + 1);
    expect(lines().at(-1)?.event_type).toBe('after');
  });

  it('says so where events came faster than the disk took them', async () => {
    const { log, append, lines } = await openSampleLog({ maxBufferBytes: 500 });
    for (let index = 0; index < 50; index += 1) void append('burst', { index });
    await log.close();
    const gap = lines().find(({ event_type: type }) => type === 'journal_gap');
    expect(gap?.data).toMatchObject({
      dropped: log.stats.dropped,
      by_type: { burst: log.stats.dropped },
      reason: 'events came faster than the disk took them',
    });
    expect(eventsIn(lines()).length + log.stats.dropped).toBe(50);
  });

  it('has room for its own records when there is none for events', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { log, append, lines } = await openSampleLog({ maxBufferBytes: 100 }, fileSystem);
    fileSystem.plan = faultAt(1, { errno: 'ENOSPC' }, true);
    await append('event', { text: 'x'.repeat(20) });
    expect(await append('event', { text: 'x'.repeat(50) })).toBe(false);
    expect(await append('journal_session_end', { status: 'clean' })).toBe(true);
    fileSystem.plan = () => undefined;
    await log.close();
    expect(lines().map(({ event_type: type }) => type)).toEqual([
      'journal_session_start',
      'event',
      'journal_gap',
      'journal_session_end',
    ]);
  });

  it('bounds what it holds in memory, also where only the type is long', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { log, append } = await openSampleLog({ maxBufferBytes: 10_000 }, fileSystem);
    fileSystem.plan = faultAt(1, { errno: 'ENOSPC' }, true);
    for (let index = 0; index < 500; index += 1) {
      void append(`type_${index}_${'x'.repeat(index % 2 === 0 ? 5_000 : 1)}`, {});
      expect(log.stats.queuedBytes).toBeLessThan(10_200);
    }
    await log.close();
    expect(log.stats.dropped).toBeGreaterThan(400);
  });

  it('counts types beyond the first thousand in one row', async () => {
    const { log, append } = await openSampleLog({ maxBufferBytes: 1 });
    for (let index = 0; index < 1_200; index += 1) void append(`type_${index}`, {});
    void append('__proto__', {});
    expect(Object.keys(log.stats.droppedByType)).toHaveLength(1_001);
    expect(log.stats.droppedByType['(other types)']).toBe(201);
    log.closeSync();
  });
});

describe('resuming', () => {
  it('happens by itself when there is room', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { log, append, lines } = await openSampleLog({}, fileSystem);
    fileSystem.plan = faultAt(1, { errno: 'ENOSPC' }, true);
    const failed = nextCall(fileSystem, 'write');
    void append('waits');
    await failed;
    const again = nextCall(fileSystem, 'write');
    await again;
    fileSystem.plan = () => undefined;
    await nextCall(fileSystem, 'fdatasync');
    expect(eventsIn(lines())).toHaveLength(1);
    expect(log.stats).toMatchObject({ written: 2, queuedBytes: 0, lastError: undefined });
    await log.close();
  });
});

describe('what the host does', () => {
  it('is never hurt by what its onError throws', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { log, append, lines } = await openSampleLog(
      {
        onError: () => {
          throw new Error('the host failed');
        },
      },
      fileSystem,
    );
    fileSystem.plan = faultAt(1, { errno: 'ENOSPC' }, false);
    expect(await append('a')).toBe(true);
    await log.flush();
    await log.close();
    expect(eventsIn(lines())).toHaveLength(1);
  });

  it('hears of a trouble once, and again of the next', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const errors: Error[] = [];
    const { log, append } = await openSampleLog({ onError: (error) => errors.push(error) }, fileSystem);
    for (const errno of ['ENOSPC', 'ENOSPC', 'EIO']) {
      fileSystem.plan = failEvery('write', errno);
      void append('a', {}, 1);
      await log.flush();
    }
    fileSystem.plan = () => undefined;
    await log.flush();
    fileSystem.plan = failEvery('write', 'EIO');
    void append('a', {}, 2);
    await log.flush();
    log.closeSync();
    expect(errors.map((error) => (error.cause as { code: string }).code)).toEqual(['ENOSPC', 'EIO', 'EIO']);
    expect(log.stats.lastError).toBe(errors.at(-1));
  });
});
