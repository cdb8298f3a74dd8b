import { describe, expect, it } from 'vitest';
import { collect } from '../../test/collect.js';
import type { DamagedSpan, EventBatch } from './event-record.js';
import { EventStream } from './event-stream.js';

function span(byteOffset: number): DamagedSpan {
  return { kind: 'damaged', segment: 1, byteOffset, length: 1, lineNumber: 1, reason: 'test' };
}

interface Source {
  batches: AsyncGenerator<EventBatch, void, undefined>;
  isClosed: () => boolean;
}

function sourceOf(sizes: readonly number[], failure?: Error): Source {
  let isClosed = false;
  let next = 0;
  async function* generate(): AsyncGenerator<EventBatch, void, undefined> {
    try {
      for (const size of sizes) {
        await Promise.resolve();
        yield Array.from({ length: size }, () => span(next++));
      }
      if (failure !== undefined) throw failure;
    } finally {
      isClosed = true;
    }
  }
  return { batches: generate(), isClosed: () => isClosed };
}

const offsets = (spans: readonly { byteOffset: number }[]) => spans.map(({ byteOffset }) => byteOffset);

describe('EventStream', () => {
  it('gives what the batches hold in their order, also where some are empty', async () => {
    const { batches, isClosed } = sourceOf([2, 0, 0, 3, 0]);
    expect(offsets(await collect(new EventStream(batches)))).toEqual([0, 1, 2, 3, 4]);
    expect(isClosed()).toBe(true);
  });

  it('answers calls that do not wait for each other in their order', async () => {
    const { batches } = sourceOf([1, 2, 0, 1]);
    const stream = new EventStream(batches);
    const steps = await Promise.all(Array.from({ length: 7 }, () => stream.next()));
    expect(steps.map(({ done }) => done)).toEqual([false, false, false, false, true, true, true]);
    expect(steps.slice(0, 4).map(({ value }) => value?.byteOffset)).toEqual([0, 1, 2, 3]);
  });

  it('closes the source when its reader stops, and gives nothing more', async () => {
    const { batches, isClosed } = sourceOf([5, 5]);
    const stream = new EventStream(batches);
    for await (const one of stream) if (one.byteOffset === 2) break;
    expect(isClosed()).toBe(true);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('stops behind the calls that came before', async () => {
    const { batches, isClosed } = sourceOf([1, 1, 1]);
    const stream = new EventStream(batches);
    const steps = await Promise.all([stream.next(), stream.next(), stream.return(), stream.next()]);
    expect(steps.map(({ done }) => done)).toEqual([false, false, true, true]);
    expect(isClosed()).toBe(true);
  });

  it('is closed where a block with `await using` ends', async () => {
    const { batches, isClosed } = sourceOf([1]);
    const stream = new EventStream(batches);
    await stream.next();
    await stream[Symbol.asyncDispose]();
    expect(isClosed()).toBe(true);
  });

  it('fails with what the source fails with, behind what came before, and then is over', async () => {
    const { batches } = sourceOf([1], new Error('no disk'));
    const stream = new EventStream(batches);
    const steps = await Promise.allSettled([stream.next(), stream.next(), stream.next()]);
    expect(steps.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('fails with what is thrown into it', async () => {
    const { batches, isClosed } = sourceOf([2]);
    const stream = new EventStream(batches);
    await stream.next();
    await expect(stream.throw(new Error('stop'))).rejects.toThrow('stop');
    expect(isClosed()).toBe(true);
  });
});
