import { readSync } from 'node:fs';
import { EVENT_BLOCK_BYTES, MAX_LINE_BYTES } from '../constants.js';
import type { PlainFile } from '../folders/open-plain-file.js';
import { TimeSlice } from '../time-slice.js';
import { type Line, NEWLINE } from './line.js';
import type { LineFilter } from './line-filter.js';
import { scanMemory } from './scan-memory.js';

/** For all files: a block is read and looked at in one go. */
const sharedBlock = scanMemory?.block ?? Buffer.allocUnsafeSlow(EVENT_BLOCK_BYTES);

/** The lines of a file that a filter gives, the last one first. What is behind the last newline is none. */
export async function* linesBackward({ fd, size }: PlainFile, filter: LineFilter): AsyncGenerator<Line[]> {
  const slice = new TimeSlice();
  let buffer = sharedBlock;
  /** Behind the newline of the last line that was not looked at yet; before one was found, behind what has none. */
  let end = size;
  let isTail = true;
  while (end > 0) {
    if (slice.isOver) await slice.rest();
    const start = Math.max(0, end - buffer.length);
    let block = readBlock(fd, buffer, start, end);
    if (isTail) {
      block = block.subarray(0, block.lastIndexOf(NEWLINE) + 1);
      isTail = block.length === 0;
      end = start + block.length;
      if (isTail) continue;
    }
    // A line that begins before the block comes with the block before it.
    const first = start === 0 ? 0 : block.indexOf(NEWLINE) + 1;
    if (first < block.length) {
      const lines = filter(block.subarray(first)).reverse();
      if (lines.length > 0) {
        yield lines.map(([from, to]) => ({
          bytes: Buffer.from(block.subarray(first + from, first + to)),
          offset: start + first + from,
        }));
      }
      end = start + first;
    } else if (buffer.length < MAX_LINE_BYTES) {
      buffer = Buffer.allocUnsafeSlow(buffer.length * 2);
    } else {
      // So long a line is no event.
      end = start;
      isTail = true;
    }
  }
}

/** What a file has lost since reads as empty lines. */
function readBlock(fd: number, buffer: Buffer, start: number, end: number): Buffer {
  const block = buffer.subarray(0, end - start);
  for (let length = 0; length < block.length; ) {
    const count = readSync(fd, block, length, block.length - length, start + length);
    if (count === 0) return block.fill(NEWLINE, length);
    length += count;
  }
  return block;
}
