import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStreamParser, type StreamFrame } from '../app/shared/event-stream-parser.js';

function parse(...pieces: (string | Uint8Array)[]): StreamFrame[] {
  const parser = new EventStreamParser();
  return pieces.flatMap((piece) => parser.push(typeof piece === 'string' ? Buffer.from(piece) : piece));
}

/** Text without an end of a line, as the value of a field; a first space would belong to the field. */
const value = fc.string({ unit: 'binary' }).map((text) => text.replace(/[\r\n\0]|^[ \ufeff]/g, '·'));
const end = fc.constantFrom('\n', '\r\n', '\r');
const frame = fc.record({
  id: value,
  event: value.filter((text) => text !== ''),
  data: fc.array(value, { minLength: 1 }),
});

describe('EventStreamParser', () => {
  it('reads id, event and data, and the comment before them', () => {
    expect(parse(': time 12\n\nid: s:3\nevent: model_loaded\ndata: {"a":1}\n\n')).toEqual([
      { id: 's:3', event: 'model_loaded', data: '{"a":1}', comment: 'time 12' },
    ]);
  });

  it('gives a frame neither the id nor the comment of the frame before', () => {
    expect(parse(': late\nid: 1\ndata: a\n\nevent: gap\ndata: b\n\n')[1]).toEqual({
      event: 'gap',
      data: 'b',
    });
  });

  it('tells nothing of a frame without data, and nothing of one that has not ended', () => {
    expect(parse('id: 1\nevent: x\n\ndata: half')).toEqual([]);
  });

  it('leaves a field out that it does not know, and an id with a NUL', () => {
    expect(parse('retry: 5\nid: a\0b\ndata\n\n')).toEqual([{ event: 'message', data: '' }]);
  });

  it('takes a CR LF that is split between two chunks for one end of a line', () => {
    expect(parse('data: a\r', '\ndata: b\r', '\n\r', '\ndata: c\r\n\r\n')).toEqual([
      { event: 'message', data: 'a\nb' },
      { event: 'message', data: 'c' },
    ]);
  });

  it('gives back what was written, split at any byte and with any ends of lines', () => {
    fc.assert(
      fc.property(
        fc.array(frame),
        end,
        fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
        (frames, eol, sizes) => {
          const lines = frames.flatMap(({ id, event, data }) => [
            `id: ${id}`,
            `event: ${event}`,
            ...data.map((line) => `data: ${line}`),
            '',
          ]);
          const bytes = Buffer.from(lines.map((line) => line + eol).join(''));
          const pieces: Uint8Array[] = [];
          for (let at = 0; at < bytes.length; ) {
            const size = sizes.next().value as number;
            pieces.push(bytes.subarray(at, at + size));
            at += size;
          }
          const text = (written: string): string => Buffer.from(written).toString();
          expect(parse(...pieces)).toEqual(
            frames.map(({ id, event, data }) => ({
              id: text(id),
              event: text(event),
              data: text(data.join('\n')),
            })),
          );
        },
      ),
    );
  });

  it('needs no second look at a long line that comes in single bytes', () => {
    const length = 300_000;
    const parser = new EventStreamParser();
    const byte = Buffer.from('x');
    parser.push(Buffer.from('data: '));
    for (let count = 0; count < length; count += 1) parser.push(byte);
    expect(parser.push(Buffer.from('\n\n'))).toEqual([{ event: 'message', data: 'x'.repeat(length) }]);
  });
});
