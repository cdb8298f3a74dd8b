import { PARSED_BLOCK_BYTES } from '../constants.js';
import type { EventBatch } from './event-record.js';
import { tooLongSpan } from './too-long-span.js';

const NEWLINE = 0x0a;

/** Bytes that are wanted next: into the buffer from there on. */
export interface WantedBytes {
  buffer: Buffer;
  at: number;
}

/** What is made of whole lines. */
export interface BlockReader {
  /**
   * @param offset - where the block begins in the file
   * @param lineNumber - of its first line
   */
  read(block: Buffer, offset: number, lineNumber: number): EventBatch;
  /** Of the line behind the last block. */
  readonly nextLineNumber: number;
}

/**
 * Every record of one segment in constant memory, and every span that is none: block after block, each to be taken
 * before the next one is asked for. Whoever reads the bytes, at once or with promises, answers how many came; 0 at
 * the end. An error that is thrown in means that no more can be had.
 */
export function* parseSegment(
  segment: number,
  reader: BlockReader,
  maxLineBytes: number,
): Generator<EventBatch | WantedBytes, void, number> {
  let buffer: Buffer = Buffer.allocUnsafeSlow(PARSED_BLOCK_BYTES);
  /** Bytes in the buffer, and where the first of them stands in the file. */
  let filled = 0;
  let offset = 0;
  let lineNumber = 1;
  /** Bytes of a line that is longer than we read, already thrown away. */
  let skipped = 0;
  let damage: unknown;

  for (;;) {
    let count = 0;
    try {
      count = yield { buffer, at: filled };
    } catch (error) {
      damage = error;
    }
    const searchFrom = filled;
    filled += count;
    const end = count === 0 ? 0 : buffer.subarray(searchFrom, filled).lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      if (count === 0) break;
      if (filled < buffer.length) continue;
      if (filled < maxLineBytes && skipped === 0) {
        buffer = grow(buffer, Math.min(buffer.length * 2, maxLineBytes));
        continue;
      }
      skipped += filled;
      offset += filled;
      filled = 0;
      continue;
    }
    const blockEnd = searchFrom + end;
    let start = 0;
    if (skipped > 0) {
      start = buffer.indexOf(NEWLINE) + 1;
      yield [
        tooLongSpan({ segment, byteOffset: offset - skipped, lineNumber }, skipped + start, maxLineBytes),
      ];
      lineNumber += 1;
      skipped = 0;
    }
    yield reader.read(buffer.subarray(start, blockEnd), offset + start, lineNumber);
    lineNumber = reader.nextLineNumber;
    buffer.copyWithin(0, blockEnd, filled);
    filled -= blockEnd;
    offset += blockEnd;
  }
  const byteOffset = offset - skipped;
  const length = filled + skipped;
  if (damage !== undefined) {
    const message = damage instanceof Error ? damage.message : String(damage);
    const reason = `the archived file cannot be decompressed from here on: ${message}`;
    yield [{ kind: 'damaged', segment, byteOffset, length, lineNumber, reason }];
    return;
  }
  if (length === 0) return;
  const reason = 'the last line has no end';
  yield [{ kind: 'unfinished', segment, byteOffset, length, lineNumber, reason }];
}

function grow(buffer: Buffer, size: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(size);
  buffer.copy(larger);
  return larger;
}
