import { closeSync, fstatSync, readSync } from 'node:fs';
import { MAX_LOG_BYTES } from '../constants.js';
import { openNoLink } from './open-plain-file.js';

/** Most logs are smaller. Memory of its own for each keeps the collector of garbage busy. */
const shared = Buffer.allocUnsafeSlow(65_536);
/** What reading a folder or a FIFO at a position gives. */
const NOT_PLAIN = ['EISDIR', 'ESPIPE'];

/**
 * The beginning of a log as it is now; undefined where it is gone, or is no plain file any more.
 *
 * @param size - bytes that it had when it was listed: where that many come, it is not asked whether there are more,
 *   because one that has grown since is read again by whoever compares its stamp
 */
export function readLogText(path: string, size?: number): string | undefined {
  const fd = openNoLink(path);
  if (fd === undefined) return undefined;
  try {
    const length = fill(shared, fd, size);
    // A device may give nothing or go on for ever. Of all the others it is not asked what they are, which would take as
    // long as reading them.
    if (length > 0 && length < shared.length) return shared.toString('utf8', 0, length);
    const stat = fstatSync(fd);
    return stat.isFile() ? readLarge(fd, stat.size) : undefined;
  } catch (error) {
    if (NOT_PLAIN.includes(String((error as { code?: unknown }).code))) return undefined;
    throw error;
  } finally {
    closeSync(fd);
  }
}

function readLarge(fd: number, size: number): string {
  // One byte more, so that a log which has grown since is not cut unnoticed.
  const buffer = Buffer.allocUnsafe(Math.min(size + 1, MAX_LOG_BYTES));
  return buffer.toString('utf8', 0, fill(buffer, fd));
}

/** @returns how many bytes of the file's beginning are in the buffer */
function fill(buffer: Buffer, fd: number, size?: number): number {
  let length = 0;
  while (length < buffer.length && (length === 0 || length !== size)) {
    const count = readSync(fd, buffer, length, buffer.length - length, length);
    if (count === 0) break;
    length += count;
  }
  return length;
}
