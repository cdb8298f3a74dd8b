import { READ_BUFFER_BYTES } from '../constants.js';
import type { ByteSource } from './byte-source.js';

const NEWLINE = 0x0a;

/** The first line of a source; empty where it is longer than a line of ours can be, or has no end. */
export async function readFirstLine(source: ByteSource): Promise<string> {
  const buffer = Buffer.allocUnsafe(READ_BUFFER_BYTES);
  for (let filled = 0; filled < buffer.length; ) {
    const count = await source.read(buffer, filled);
    if (count === 0) return '';
    const end = buffer.subarray(0, filled + count).indexOf(NEWLINE, filled);
    if (end !== -1) return buffer.toString('utf8', 0, end);
    filled += count;
  }
  return '';
}
