import { type ByteSource, CompressionError } from './byte-source.js';
import type { EventBatch } from './event-record.js';
import { type BlockReader, parseSegment } from './parse-segment.js';

/** Every record of one segment in constant memory, and every span that is none, in batches. */
export async function* readSegment(
  source: ByteSource,
  segment: number,
  reader: BlockReader,
  maxLineBytes: number,
): AsyncGenerator<EventBatch> {
  const parts = parseSegment(segment, reader, maxLineBytes);
  let part = parts.next(0);
  while (part.done !== true) {
    const { value } = part;
    if (!('buffer' in value)) {
      yield value;
      part = parts.next(0);
      continue;
    }
    let count: number;
    try {
      count = await source.read(value.buffer, value.at);
    } catch (error) {
      if (!(error instanceof CompressionError)) throw error;
      part = parts.throw(error);
      continue;
    }
    part = parts.next(count);
  }
}
