import { EVENT_BLOCK_BYTES, MAX_LINE_BYTES } from '../constants.js';
import type { PlainFile } from '../folders/open-plain-file.js';
import { TimeSlice } from '../time-slice.js';
import { gunzipFile } from './gunzip-file.js';
import { type Line, NEWLINE } from './line.js';
import type { LineFilter } from './line-filter.js';

/**
 * The lines of a compressed file that a filter gives, the first one first: it can be read in this direction only.
 *
 * @param onDamage - told why it cannot be decompressed further; what is before is given
 */
export async function* linesForward(
  file: PlainFile,
  filter: LineFilter,
  onDamage: (error: unknown) => void,
): AsyncGenerator<Line[]> {
  const slice = new TimeSlice();
  let offset = 0;
  for await (const block of blocksOf(file, onDamage)) {
    if (slice.isOver) await slice.rest();
    const begin = offset;
    yield filter(block).map(([from, to]) => ({ bytes: block.subarray(from, to), offset: begin + from }));
    offset += block.length;
  }
}

/** Whole lines, about a block at once. Of a line that is too long, only so much that it takes its place. */
async function* blocksOf(file: PlainFile, onDamage: (error: unknown) => void): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of gunzipFile(file)) {
      parts.push(chunk);
      length += chunk.length;
      if (length < EVENT_BLOCK_BYTES) continue;
      const bytes = Buffer.concat(parts);
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      if (end === 0 && length < MAX_LINE_BYTES) {
        parts = [bytes];
        continue;
      }
      // So long a line is no event.
      yield end === 0 ? bytes.fill(NEWLINE) : bytes.subarray(0, end);
      parts = end === 0 ? [] : [bytes.subarray(end)];
      length = end === 0 ? 0 : length - end;
    }
  } catch (error) {
    onDamage(error);
  }
  const bytes = Buffer.concat(parts);
  yield bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1);
}
