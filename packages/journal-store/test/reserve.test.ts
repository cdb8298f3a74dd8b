import { existsSync, readdirSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, type FaultPlan, failEvery, failFrom } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { createDeferred } from './deferred.js';
import { openSampleLog, type SampleLog } from './open-sample-log.js';
import { sampleSessionLog } from './sample-session-log.js';
import { sampleStart } from './sample-start.js';

const RESERVE = 262_144;

const reserveOf = ({ directory, log }: SampleLog): string =>
  join(directory, '.opta-journal', `${log.fileName}.reserve`);

/** A disk without any room but what the reserve gives back when it is removed. */
function fullDisk(errno: string): FaultPlan {
  let room = 0;
  return ({ name, args }) => {
    if (name === 'unlink' && String(args[0]).endsWith('.reserve')) room += RESERVE;
    if (name !== 'write') return undefined;
    const wanted = Number(args[3]);
    if (room === 0) return { errno };
    const bytes = Math.min(wanted, room);
    room -= bytes;
    return { bytes };
  };
}

describe('the reserve', () => {
  it('is there with all its bytes from the beginning until the session log is published', async () => {
    const sample = await openSampleLog({ reserveBytes: RESERVE });
    const { size, blocks, mode } = statSync(reserveOf(sample));
    expect([size, mode & 0o777]).toEqual([RESERVE, 0o600]);
    // Room that is only promised would not be there when it is needed.
    expect(blocks * 512).toBeGreaterThanOrEqual(RESERVE);
    await sample.append('a');
    await sample.log.close();
    expect(existsSync(reserveOf(sample))).toBe(true);
    await sample.store.publishSessionLog(sampleSessionLog({ eventLog: sample.log.fileName }), {
      summary: 'a',
    });
    expect(existsSync(reserveOf(sample))).toBe(false);
  });

  it('is made where nobody says otherwise, and not with 0', async () => {
    const sample = await openSampleLog();
    expect(existsSync(reserveOf(sample))).toBe(false);
    const log = await sample.store.openEventLog({ start: sampleStart() });
    expect(statSync(reserveOf({ ...sample, log })).size).toBe(RESERVE);
    await log.close();
  });

  it('goes when the session is recovered: its log is published by another process', async () => {
    const sample = await openSampleLog({ reserveBytes: RESERVE });
    sample.log.closeSync();
    const log = sampleSessionLog({ eventLog: sample.log.fileName, status: 'killed' });
    sample.store.publishSessionLogSync(log, { summary: 'a' });
    expect(existsSync(reserveOf(sample))).toBe(false);
  });

  it('that cannot be made is no error, whatever fails', async () => {
    const withoutReserve = createFaultFileSystem(nodeFileSystem);
    const { log } = await openSampleLog({}, withoutReserve);
    const before = withoutReserve.calls.length;
    await log.close();
    let failures = 0;
    for (let isMade = false; !isMade; failures += 1) {
      // Only calls after the event log itself is there.
      const plan = failFrom(before + 1 + failures, 'ENOSPC');
      const fileSystem = createFaultFileSystem(nodeFileSystem, plan);
      const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
      isMade = fileSystem.calls.length <= before + failures;
      fileSystem.plan = () => undefined;
      await sample.append('a');
      await sample.log.close();
      expect(sample.lines()).toHaveLength(2);
      expect(fileSystem.openDescriptors.size).toBe(0);
    }
    expect(failures).toBeGreaterThan(10);
  });

  it.each([
    ['close', 'ENOSPC'],
    ['closeSync', 'ENOSPC'],
    ['close', 'EDQUOT'],
    ['closeSync', 'EDQUOT'],
  ] as const)('lets closing record and session log fit on a full disk (%s, %s)', async (close, errno) => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
    const { log, append, lines, store, directory } = sample;
    void append('early', {}, 1);
    await log.flush();
    fileSystem.plan = fullDisk(errno);
    // More than the reserve has room for.
    for (let index = 0; index < 400; index += 1) {
      void append(`type_${index % 3}`, { text: 'x'.repeat(1_000) }, 10 + index);
    }
    await log.flush();
    void append('journal_session_end', { status: 'clean' }, 500);
    await log[close]();
    expect(lines().map(({ event_type: type }) => type)).toEqual([
      'journal_session_start',
      'early',
      'journal_session_start',
      'journal_gap',
      'journal_session_end',
    ]);
    expect(lines().at(-2)?.data).toMatchObject({
      dropped: 400,
      by_type: { type_0: 134, type_1: 133, type_2: 133 },
      reason: 'the disk was full at the end',
      from_sequence: 3,
      to_sequence: 403,
    });
    expect(log.stats.written).toBe(5);
    expect(log.stats.droppedByType).toEqual({ type_0: 134, type_1: 133, type_2: 133 });
    const published = await store.publishSessionLog(sampleSessionLog({ eventLog: log.fileName }), {
      summary: 'a',
    });
    expect(published.existed).toBe(false);
    expect(readdirSync(directory)).toContain(published.fileName);
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it.each(['close', 'closeSync'] as const)(
    'never has a closing record that knows nothing of what was given up before it (%s)',
    async (close) => {
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
      const { log, lines } = sample;
      fileSystem.plan = fullDisk('ENOSPC');
      void sample.append('a');
      void sample.append('b');
      const tell = () => JSON.stringify({ dropped: { ...log.stats.droppedByType } });
      void log.append({ type: 'journal_session_end', data: tell(), time: Date.now(), renew: tell });
      await log[close]();
      expect(lines().at(-1)).toMatchObject({
        event_type: 'journal_session_end',
        data: { dropped: { a: 1, b: 1 } },
      });
    },
  );

  it.each(['close', 'closeSync'] as const)(
    'is no reason to acknowledge what was given up (%s)',
    async (close) => {
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const sample = await openSampleLog({ reserveBytes: RESERVE, durability: 'durable' }, fileSystem);
      fileSystem.plan = fullDisk('ENOSPC');
      const answer = sample.append('a');
      void sample.append('journal_session_end');
      await sample.log[close]();
      expect(await answer).toBe(false);
      expect(sample.lines().at(-1)?.event_type).toBe('journal_session_end');
    },
  );

  it('makes room for the end before the closing record is made, and nothing waits any more', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
    const { log, append, lines } = sample;
    fileSystem.plan = fullDisk('ENOSPC');
    void append('a');
    expect(await log.makeRoom()).toBe(true);
    expect(existsSync(reserveOf(sample))).toBe(false);
    expect(log.stats.droppedByType).toEqual({ a: 1 });
    await log.flush();
    expect(log.stats).toMatchObject({ queuedBytes: 0, lastError: undefined });
    void append('journal_session_end');
    await log.close();
    expect(lines().map(({ event_type: type }) => type.replace('journal_', ''))).toEqual([
      'session_start',
      'session_start',
      'gap',
      'session_end',
    ]);
    expect(log.stats.written + log.stats.dropped).toBe(log.stats.sequence);
  });

  it('keeps its room where the disk was full for a moment only', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
    let failures = 0;
    fileSystem.plan = ({ name }) => {
      if (name !== 'write' || failures === 2) return undefined;
      failures += 1;
      return { errno: 'ENOSPC' };
    };
    void sample.append('a');
    expect(await sample.log.makeRoom()).toBe(false);
    expect(existsSync(reserveOf(sample))).toBe(true);
    expect(sample.lines()).toHaveLength(2);
    await sample.log.close();
  });

  it('makes no room where there is none, or where the disk is not full', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
    void sample.append('a');
    expect(await sample.log.makeRoom()).toBe(false);
    expect(sample.lines()).toHaveLength(2);
    void sample.append('b');
    fileSystem.plan = failEvery('write', 'EIO');
    expect(await sample.log.makeRoom()).toBe(false);
    expect(existsSync(reserveOf(sample))).toBe(true);
    unlinkSync(reserveOf(sample));
    fileSystem.plan = failEvery('write', 'ENOSPC');
    expect(await sample.log.makeRoom()).toBe(false);
    expect(sample.log.stats.dropped).toBe(0);
    fileSystem.plan = () => undefined;
    await sample.log.close();
    expect(sample.lines()).toHaveLength(3);
  });

  it('that is just being given back is there for a process that ends at that moment', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
    const { log, append, lines } = sample;
    const full = fullDisk('ENOSPC');
    const reached = createDeferred();
    const release = createDeferred();
    fileSystem.plan = (call) => {
      const fault = full(call);
      const isWaited = call.name === 'unlink' && !call.isSync && String(call.args[0]).endsWith('.reserve');
      if (!isWaited) return fault;
      // Its effect is there, its answer is not.
      unlinkSync(reserveOf(sample));
      reached.resolve();
      return { waitFor: release.promise };
    };
    // More than the reserve has room for.
    for (let index = 0; index < 400; index += 1) void append('a', { text: 'x'.repeat(1_000) });
    const made = log.makeRoom();
    await reached.promise;
    void append('journal_session_end');
    log.closeSync();
    expect(lines().at(-1)?.event_type).toBe('journal_session_end');
    release.resolve();
    expect(await made).toBe(false);
    const written = lines().filter(({ event_type: type }) => type === 'a').length;
    expect(log.stats).toMatchObject({ written: lines().length, droppedByType: { a: 400 - written } });
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it.each([{ errno: 'ENOSPC' }, {}])(
    'lets the closing record fit also where a write is under way when the process ends (%o)',
    async (fault) => {
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
      const { log, append, lines } = sample;
      const full = fullDisk('ENOSPC');
      const reached = createDeferred();
      const release = createDeferred();
      fileSystem.plan = (call) => {
        if (call.name !== 'write' || call.isSync) return full(call);
        reached.resolve();
        return { ...fault, waitFor: release.promise };
      };
      void append('under_way');
      void log.flush();
      await reached.promise;
      // More than the reserve has room for.
      for (let index = 0; index < 400; index += 1) void append('a', { text: 'x'.repeat(1_000) });
      void append('journal_session_end');
      log.closeSync();
      const atTheEnd = lines();
      expect(atTheEnd.at(-1)?.event_type).toBe('journal_session_end');
      release.resolve();
      await new Promise((resolve) => setImmediate(resolve));
      expect(lines()).toEqual(atTheEnd);
      expect(log.stats).toMatchObject({ written: atTheEnd.length, droppedByType: { a: 400 } });
      expect(fileSystem.openDescriptors.size).toBe(0);
    },
  );

  it('is given back while no other write can begin', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
    const { log, append, lines } = sample;
    const full = fullDisk('ENOSPC');
    let flushed: Promise<void> | undefined;
    fileSystem.plan = (call) => {
      const fault = full(call);
      if (call.name !== 'unlink' || flushed !== undefined) return fault;
      // What waits would be written while it is given up.
      flushed = log.flush();
      return { waitFor: new Promise((resolve) => setImmediate(resolve)) };
    };
    void append('a');
    void append('b');
    void append('journal_session_end');
    await log.close();
    await flushed;
    expect(lines().map(({ seq }) => seq)).toEqual([1, 5, 6, 7]);
    expect(log.stats).toMatchObject({ written: 4, queuedBytes: 0, droppedByType: { a: 1, b: 1 } });
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it.each(['publishSessionLog', 'publishSessionLogSync'] as const)(
    'is given back where only the session log finds no room (%s)',
    async (publish) => {
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const { log, append, store } = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
      await append('journal_session_end');
      await log.close();
      fileSystem.plan = fullDisk('ENOSPC');
      const session = sampleSessionLog({ eventLog: log.fileName });
      expect(await store[publish](session, { summary: 'a' })).toMatchObject({ existed: false });
    },
  );

  it('is kept on a disk that is not full, whatever else is wrong with it', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({ reserveBytes: RESERVE }, fileSystem);
    fileSystem.plan = failEvery('write', 'EIO');
    void sample.append('a');
    await sample.log.close();
    expect(existsSync(reserveOf(sample))).toBe(true);
    expect(sample.log.stats).toMatchObject({ written: 1, dropped: 1 });
  });
});
