import { existsSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, type Fault, type FaultFileSystem, failEvery, type SeenCall } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { createDeferred, type Deferred } from './deferred.js';
import { linesOf, openSampleLog, type SampleLog } from './open-sample-log.js';

interface Held {
  sample: SampleLog;
  /** Lets the call that is held go on. */
  release: Deferred;
  fileSystem: FaultFileSystem<FileSystem>;
}

/** Opens a log, begins to write, and stops in the asynchronous call that is wanted. */
async function holdIn(
  isWanted: (call: SeenCall) => boolean,
  options: Parameters<typeof openSampleLog>[0] = {},
  fault: Fault = {},
): Promise<Held> {
  const fileSystem = createFaultFileSystem(nodeFileSystem);
  const sample = await openSampleLog(options, fileSystem);
  const reached = createDeferred();
  const release = createDeferred();
  let isHeld = false;
  fileSystem.plan = (call) => {
    if (isHeld || call.isSync || !isWanted(call)) return undefined;
    isHeld = true;
    reached.resolve();
    return { ...fault, waitFor: release.promise };
  };
  for (let index = 0; index < 5; index += 1) void sample.append('event', { index, text: 'é'.repeat(100) });
  void sample.log.flush();
  // Only an urgent line asks for a sync in buffered mode.
  void sample.append('failed');
  await reached.promise;
  return { sample, release, fileSystem };
}

const STATES: [string, (call: SeenCall) => boolean, Parameters<typeof openSampleLog>[0]][] = [
  ['a write', ({ name }) => name === 'write', {}],
  ['a sync', ({ name }) => name === 'fdatasync', {}],
  ['a write in durable mode', ({ name }) => name === 'write', { durability: 'durable' }],
  ['a sync in durable mode', ({ name }) => name === 'fdatasync', { durability: 'durable' }],
  ['the sync before a new segment', ({ name }) => name === 'fdatasync', { maxEventLogBytes: 700 }],
  [
    'the creation of a segment',
    ({ name, args }) => name === 'open' && String(args[0]).endsWith('.2.jsonl'),
    { maxEventLogBytes: 700 },
  ],
  ['the mode of a new segment', ({ name }) => name === 'fchmod', { maxEventLogBytes: 700 }],
  [
    'the mode of a new segment that others read',
    ({ name }) => name === 'fchmod',
    { maxEventLogBytes: 700, fileMode: 0o660 },
  ],
  ['the naming of such a one', ({ name }) => name === 'link', { maxEventLogBytes: 700, fileMode: 0o660 }],
  [
    'the tidying up after it',
    ({ name, args }) => name === 'unlink' && String(args[0]).endsWith('.tmp'),
    { maxEventLogBytes: 700, fileMode: 0o660 },
  ],
  ['the sync of its name', ({ name }) => name === 'fsync', { maxEventLogBytes: 700 }],
  ['the close of the segment before', ({ name }) => name === 'close', { maxEventLogBytes: 700 }],
  [
    'the first write to a new segment',
    ({ name, count }) => name === 'write' && count > 1,
    {
      maxEventLogBytes: 700,
    },
  ],
];

function expectAll({ log, lines, segments }: SampleLog): void {
  expect(lines().map(({ seq }) => seq)).toEqual(lines().map((_, index) => index + 1));
  expect(lines().filter(({ event_type: type }) => !type.startsWith('journal_'))).toHaveLength(6);
  expect(log.stats).toMatchObject({ written: lines().length, dropped: 0, queuedBytes: 0 });
  expect(log.stats.segments).toBe(segments().length);
}

describe.each(STATES)('during %s', (_, isWanted, options) => {
  it('closeSync writes everything before it returns, and what was under way changes nothing', async () => {
    const { sample, release, fileSystem } = await holdIn(isWanted, options);
    sample.log.closeSync();
    expectAll(sample);
    const before = { ...sample.log.stats };
    release.resolve();
    await sample.log.flush();
    await new Promise((resolve) => setImmediate(resolve));
    expectAll(sample);
    expect({ ...sample.log.stats }).toEqual(before);
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it('closeSync writes everything although what was under way fails', async () => {
    const { sample, release, fileSystem } = await holdIn(isWanted, options, { errno: 'EIO' });
    sample.log.closeSync();
    expectAll(sample);
    release.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expectAll(sample);
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it('close waits for it and writes everything', async () => {
    const { sample, release, fileSystem } = await holdIn(isWanted, options);
    const closed = sample.log.close();
    release.resolve();
    await closed;
    expectAll(sample);
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it('closeSync after close has begun writes everything, and close resolves', async () => {
    const { sample, release, fileSystem } = await holdIn(isWanted, options);
    const closed = sample.log.close();
    await new Promise((resolve) => setImmediate(resolve));
    sample.log.closeSync();
    expectAll(sample);
    release.resolve();
    await closed;
    await new Promise((resolve) => setImmediate(resolve));
    expectAll(sample);
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it('flush resolves also where close comes meanwhile', async () => {
    const { sample, release } = await holdIn(isWanted, options);
    const closed = sample.log.close();
    await new Promise((resolve) => setImmediate(resolve));
    const flushed = sample.log.flush();
    release.resolve();
    await Promise.all([closed, flushed]);
    expectAll(sample);
  });
});

describe('closing', () => {
  it.each(['close', 'closeSync'] as const)('%s twice is once', async (close) => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog({}, fileSystem);
    void sample.append('a');
    await sample.log[close]();
    const calls = fileSystem.calls.length;
    await sample.log.close();
    sample.log.closeSync();
    await sample.log.flush();
    expect(fileSystem.calls).toHaveLength(calls);
    expect(sample.lines()).toHaveLength(2);
  });

  it('syncs what it wrote', async () => {
    for (const close of ['close', 'closeSync'] as const) {
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const { log, append } = await openSampleLog({}, fileSystem);
      void append('a');
      await log[close]();
      const names = fileSystem.calls.map(({ name }) => name);
      const sync = close === 'close' ? 'fdatasync' : 'fsync';
      expect(names.lastIndexOf(sync)).toBeGreaterThan(names.lastIndexOf('write'));
      expect(names.at(-1)).toBe('close');
    }
  });

  it('acknowledges in durable mode what closeSync has synced, and not what it could not', async () => {
    for (const errno of [undefined, 'EIO']) {
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const { log, append } = await openSampleLog({ durability: 'durable' }, fileSystem);
      if (errno !== undefined) fileSystem.plan = failEvery('fsync', errno);
      const answer = append('a');
      log.closeSync();
      expect(await answer).toBe(errno === undefined);
    }
  });

  it('answers a flush that came during the last write of close', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { log, append, lines } = await openSampleLog({}, fileSystem);
    let flushed: Promise<void> | undefined;
    const waitFor = new Promise<void>((resolve) => {
      fileSystem.plan = ({ name }) => {
        if (name !== 'fdatasync') return undefined;
        setImmediate(() => {
          flushed = log.flush();
          resolve();
        });
        return { waitFor };
      };
    });
    void append('a');
    await log.close();
    await flushed;
    expect(flushed).toBeDefined();
    expect(lines()).toHaveLength(2);
  });

  it('makes three real attempts to write, not one and two that only wait for it', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { log, append, lines } = await openSampleLog({}, fileSystem);
    let failures = 0;
    fileSystem.plan = ({ name }) => {
      if (name !== 'write' || failures === 2) return undefined;
      failures += 1;
      return { errno: 'EIO' };
    };
    void append('a');
    await log.close();
    expect(failures).toBe(2);
    expect(lines()).toHaveLength(2);
    expect(log.stats.dropped).toBe(0);
  });

  it('retries by itself after flush was called in the moment of a failure', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { log, append, lines } = await openSampleLog({ flushIntervalMs: 2_000_000_000 }, fileSystem);
    fileSystem.plan = failEvery('write', 'EIO');
    void append('a');
    await log.flush();
    void log.flush();
    await log.flush();
    const retried = createDeferred();
    fileSystem.plan = ({ name }) => {
      if (name === 'write') retried.resolve();
      return undefined;
    };
    await retried.promise;
    await log.flush();
    expect(lines()).toHaveLength(2);
    await log.close();
  });

  it('takes out of the file again what a write under way brings after it was counted as dropped', async () => {
    const { sample, release, fileSystem } = await holdIn(({ name }) => name === 'write');
    const { plan } = fileSystem;
    let syncWrites = 0;
    fileSystem.plan = (call) => {
      if (call.name !== 'write' || !call.isSync) return plan(call);
      syncWrites += 1;
      return syncWrites === 1 ? { bytes: 500 } : { errno: 'EIO' };
    };
    for (let index = 0; index < 1_000; index += 1) void sample.append('more', { text: 'x'.repeat(100) });
    sample.log.closeSync();
    release.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    const { stats } = sample.log;
    expect(stats.dropped).toBeGreaterThan(1_000);
    expect(stats.written).toBe(sample.lines().length);
    expect(stats.written).toBeGreaterThan(1);
    expect(stats.written + stats.dropped).toBe(stats.sequence);
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it('writes to another name where a foreign file takes that of the segment under creation', async () => {
    const { sample, release } = await holdIn(
      ({ name, args }) => name === 'open' && String(args[0]).endsWith('.2.jsonl'),
      { maxEventLogBytes: 700 },
    );
    const foreign = join(sample.directory, sample.log.fileName.replace('.jsonl', '.2.jsonl'));
    writeFileSync(foreign, '{"event_type":"foreign","data":{}}\n');
    sample.log.closeSync();
    release.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(existsSync(foreign.replace('.2.', '.3.'))).toBe(true);
    const types = sample.lines().map(({ event_type: type }) => type);
    expect(types.filter((type) => type === 'foreign')).toHaveLength(1);
    expect(types.filter((type) => type === 'event')).toHaveLength(5);
  });

  it.each(['a file', 'a link', 'a folder'])(
    'leaves alone %s that had the name of the segment before its creation began',
    async (kind) => {
      const { sample, release, fileSystem } = await holdIn(
        ({ name, args }) => name === 'lstat' && String(args[0]).endsWith('.2.jsonl'),
        { maxEventLogBytes: 700 },
      );
      const foreign = join(sample.directory, sample.log.fileName.replace('.jsonl', '.2.jsonl'));
      if (kind === 'a file') writeFileSync(foreign, '');
      if (kind === 'a link') symlinkSync('nowhere', foreign);
      if (kind === 'a folder') mkdirSync(foreign);
      const before = lstatSync(foreign);
      sample.log.closeSync();
      release.resolve();
      await new Promise((resolve) => setImmediate(resolve));
      expect(lstatSync(foreign)).toMatchObject({ ino: before.ino, size: before.size });
      expect(sample.log.stats.dropped).toBe(0);
      expect(linesOf(foreign.replace('.2.', '.3.'))).not.toHaveLength(0);
      expect(fileSystem.openDescriptors.size).toBe(0);
    },
  );
});
