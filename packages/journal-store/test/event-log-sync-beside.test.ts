import { unlinkSync } from 'node:fs';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, type Fault, type FaultFileSystem } from 'test-kit';
import { expect, it } from 'vitest';
import { createDeferred } from './deferred.js';
import { openSampleLog, type SampleLog } from './open-sample-log.js';

interface Held {
  sample: SampleLog;
  fileSystem: FaultFileSystem<FileSystem>;
  /** Lets the disk answer. */
  release(): Promise<void>;
}

/** A log in buffered mode that has asked the disk for its second line, and gets no answer yet. */
async function holdSync(fault: Fault = {}, maxEventLogBytes = 100_000): Promise<Held> {
  const fileSystem = createFaultFileSystem(nodeFileSystem);
  const sample = await openSampleLog({ flushIntervalMs: 1, maxEventLogBytes }, fileSystem);
  const [asked, answered] = [createDeferred(), createDeferred()];
  fileSystem.plan = ({ name }) => {
    if (name !== 'fdatasync') return undefined;
    fileSystem.plan = () => undefined;
    asked.resolve();
    return { ...fault, waitFor: answered.promise };
  };
  void sample.append('before');
  await asked.promise;
  return {
    sample,
    fileSystem,
    release: async () => {
      answered.resolve();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function typesIn({ lines }: SampleLog): string[] {
  return lines().map(({ event_type: type }) => type);
}

it('lines go on to the system while the disk is asked for those before, and are asked for next', async () => {
  const { sample, fileSystem, release } = await holdSync();
  for (const type of ['a', 'b']) {
    void sample.append(type);
    await sample.log.flush();
  }
  expect(typesIn(sample)).toEqual(['journal_session_start', 'before', 'a', 'b']);
  const syncs = () => fileSystem.calls.filter(({ name }) => name === 'fdatasync').length;
  expect(syncs()).toBe(1);
  await release();
  await sample.log.close();
  expect(syncs()).toBe(2);
  expect(sample.log.stats).toMatchObject({ written: 4, dropped: 0, lastError: undefined });
});

it('a sync that fails leaves in doubt also what was written meanwhile', async () => {
  const { sample, release } = await holdSync({ errno: 'EIO' });
  void sample.append('meanwhile', {}, 20);
  await sample.log.flush();
  await release();
  void sample.append('after', {}, 30);
  await sample.log.close();
  const gap = sample.lines().find(({ event_type: type }) => type === 'journal_gap');
  expect(gap?.data).toMatchObject({ from_sequence: 2, to_sequence: 3, reason: 'sync failed: EIO' });
  expect(sample.segments()).toHaveLength(2);
});

it('the next segment is begun when the disk has answered', async () => {
  const { sample, release } = await holdSync({}, 700);
  for (const type of ['a', 'b', 'c']) void sample.append(type, { text: 'x'.repeat(200) });
  const flushed = sample.log.flush();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(sample.segments()).toHaveLength(1);
  await release();
  await flushed;
  expect(sample.segments().length).toBeGreaterThan(1);
  await sample.log.close();
  expect(typesIn(sample).filter((type) => type.length === 1)).toEqual(['a', 'b', 'c']);
});

it('a file is opened again when the disk has answered, which has its number until then', async () => {
  const { sample, fileSystem, release } = await holdSync();
  const closes = () => fileSystem.calls.filter(({ name }) => name === 'close').length;
  const closedBefore = closes();
  fileSystem.plan = ({ name }) => (name === 'write' ? { errno: 'EIO' } : undefined);
  void sample.append('a');
  await sample.log.flush();
  fileSystem.plan = () => undefined;
  const flushed = sample.log.flush();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(closes()).toBe(closedBefore);
  await release();
  await flushed;
  expect(closes()).toBe(closedBefore + 1);
  await sample.log.close();
  expect(typesIn(sample)).toEqual(['journal_session_start', 'before', 'a']);
  expect(fileSystem.openDescriptors.size).toBe(0);
});

it('of a file that is gone meanwhile nothing is confirmed by the answer, and nothing in doubt', async () => {
  const { sample, fileSystem, release } = await holdSync();
  void sample.append('meanwhile');
  await sample.log.flush();
  unlinkSync(sample.log.path);
  const flushed = sample.log.flush();
  await new Promise((resolve) => setTimeout(resolve, 20));
  // The next segment is not confirmed either.
  fileSystem.plan = ({ name }) => (name === 'fdatasync' ? { errno: 'EIO' } : undefined);
  await release();
  await flushed;
  void sample.append('after');
  await sample.log.close();
  const gaps = sample.lines().filter(({ event_type: type }) => type === 'journal_gap');
  expect(gaps[0]?.data).toMatchObject({ from_sequence: 1, to_sequence: 3, dropped: 2 });
  expect(gaps[1]?.data).toMatchObject({ from_sequence: 4, reason: 'sync failed: EIO' });
});

it('close waits for the answer', async () => {
  const { sample, fileSystem, release } = await holdSync();
  void sample.append('a');
  const closed = sample.log.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(fileSystem.openDescriptors.size).toBe(1);
  await release();
  await closed;
  expect(typesIn(sample)).toEqual(['journal_session_start', 'before', 'a']);
  expect(fileSystem.openDescriptors.size).toBe(0);
});

it('closeSync does not, and the number of the file is kept until it comes', async () => {
  const { sample, fileSystem, release } = await holdSync();
  void sample.append('a');
  sample.log.closeSync();
  expect(typesIn(sample)).toEqual(['journal_session_start', 'before', 'a']);
  expect(fileSystem.openDescriptors.size).toBe(1);
  await release();
  expect(fileSystem.openDescriptors.size).toBe(0);
});
