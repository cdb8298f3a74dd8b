import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SPARE_WRITE_BUFFERS, WRITE_BUFFER_BYTES } from '../constants.js';
import { type Batch, LineQueue } from './line-queue.js';

function createQueue(): LineQueue {
  return new LineQueue({
    segmentBytes: 0,
    encodeHeader: (segment, { seq }) => Buffer.from(`header ${segment} ${seq}\n`),
  });
}

function takeAll(queue: LineQueue): (Omit<Batch, 'buffer'> & { text: string })[] {
  queue.prepare(true);
  const taken = [];
  for (let batch = queue.oldest; batch !== undefined; batch = queue.oldest) {
    const { buffer, ...rest } = batch;
    taken.push({ ...rest, text: buffer.toString('utf8', 0, batch.length) });
    queue.removeOldest();
  }
  return taken;
}

describe('LineQueue', () => {
  it('gives every line once, whole and in order, whatever is taken between', () => {
    const unit = fc.constantFrom('a', 'é', '€', '😀');
    const line = fc.tuple(unit, fc.nat({ max: 30_000 })).map(([text, count]) => `${text.repeat(count)}\n`);
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.constant(undefined)), { maxLength: 40 }), (steps) => {
        const queue = createQueue();
        let text = '';
        let lines = 0;
        for (const step of steps) {
          if (step !== undefined) {
            queue.push(step, 7);
            continue;
          }
          for (const batch of takeAll(queue)) {
            text += batch.text;
            lines += batch.lines;
          }
          expect(queue.bytes).toBe(0);
        }
        for (const batch of takeAll(queue)) {
          text += batch.text;
          lines += batch.lines;
          expect(batch).toMatchObject({ segment: 1, written: 0, newestTime: 7 });
        }
        const pushed = steps.filter((step) => step !== undefined);
        expect(text === pushed.join('')).toBe(true);
        expect(lines).toBe(pushed.length);
        expect(queue.segmentBytes).toBe(Buffer.byteLength(text));
      }),
    );
  });

  it('gives a batch by itself as soon as its buffer is nearly full', () => {
    const queue = createQueue();
    let bytes = 0;
    while (queue.prepare(false) === 0) {
      queue.push(`${'x'.repeat(99)}\n`, 0);
      bytes += 100;
    }
    expect(queue.oldest?.length).toBe(bytes);
    expect(bytes).toBeLessThanOrEqual(WRITE_BUFFER_BYTES);
    expect(bytes).toBeGreaterThan(WRITE_BUFFER_BYTES * 0.75);
  });

  it('uses the buffers of a flood again while it lasts, and keeps a few of them when it is over', () => {
    const queue = createQueue();
    const flood = (count: number): Set<Buffer> => {
      while (queue.prepare(false) < count) queue.push(`${'x'.repeat(4_095)}\n`, 0);
      const buffers = new Set<Buffer>();
      for (let batch = queue.oldest; batch !== undefined; batch = queue.oldest) {
        buffers.add(batch.buffer);
        queue.removeOldest();
      }
      return buffers;
    };
    const first = flood(40);
    expect(queue.releaseUnused()).toBe(true);
    expect([...flood(40)].filter((buffer) => first.has(buffer)).length).toBeGreaterThan(38);
    expect(queue.releaseUnused()).toBe(true);
    expect(queue.releaseUnused()).toBe(false);
    expect([...flood(40)].filter((buffer) => first.has(buffer))).toHaveLength(SPARE_WRITE_BUFFERS);
  });

  it('keeps segments apart, each behind its header', () => {
    const queue = createQueue();
    queue.push('1\n', 1);
    queue.beginSegment({ seq: 2, time: 2 });
    queue.push('3\n', 3);
    queue.push('4\n', 4);
    queue.beginSegment({ seq: 5, time: 5 });
    expect(queue.headerAfter(1)).toEqual({ seq: 2, time: 2 });
    expect(queue.headerAfter(2)).toEqual({ seq: 5, time: 5 });
    expect(queue.headerAfter(3)).toBe(undefined);
    expect(
      takeAll(queue).map(({ segment, text, lines, newestTime }) => [segment, text, lines, newestTime]),
    ).toEqual([
      [1, '1\n', 1, 1],
      [2, 'header 2 2\n', 1, 2],
      [2, '3\n4\n', 2, 4],
      [3, 'header 3 5\n', 1, 5],
    ]);
  });

  it('gives the segments from a taken name on the next number, in their headers too', () => {
    const queue = createQueue();
    queue.push('1\n', 1);
    for (let seq = 2; seq <= 8; seq += 2) {
      queue.beginSegment({ seq, time: seq });
      queue.push(`${seq + 1}\n`, 0);
    }
    for (let round = 0; round < 8; round += 1) queue.shiftSegments(3);
    expect(queue.segment).toBe(13);
    const bytes = queue.bytes;
    const taken = takeAll(queue);
    expect(taken.map(({ segment, text }) => `${segment} ${text}`).join('')).toBe(
      '1 1\n2 header 2 2\n2 3\n11 header 11 4\n11 5\n12 header 12 6\n12 7\n13 header 13 8\n13 9\n',
    );
    expect(taken.reduce((sum, { length }) => sum + length, 0)).toBe(bytes);
    expect(queue.bytes).toBe(0);
  });
});
