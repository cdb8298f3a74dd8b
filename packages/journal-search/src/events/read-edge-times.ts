import { readSync } from 'node:fs';
import type { PlainFile } from '../folders/open-plain-file.js';

/** Bytes at either end of a file in which a line or more are. */
const EDGE_BYTES = 16_384;
const TIME = /"timestamp_unix": ?(\d+(?:\.\d+)?)/g;

/**
 * The least and the greatest of the times that the first and the last lines of an event log name, in epoch
 * milliseconds; an infinite span the wrong way round where they name none.
 */
export function readEdgeTimes({ fd, size }: PlainFile): {
  least: number;
  greatest: number;
} {
  const buffer = Buffer.allocUnsafe(Math.min(EDGE_BYTES, size));
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const position of new Set([0, size - buffer.length])) {
    const length = readSync(fd, buffer, 0, buffer.length, position);
    for (const [, seconds] of buffer.toString('latin1', 0, length).matchAll(TIME)) {
      const time = Number(seconds) * 1000;
      [least, greatest] = [Math.min(least, time), Math.max(greatest, time)];
    }
  }
  return { least, greatest };
}
