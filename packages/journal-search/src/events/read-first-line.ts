import type { PlainFile } from '../folders/open-plain-file.js';
import { gunzipFile } from './gunzip-file.js';
import { NEWLINE } from './line.js';

const MAX_BYTES = 65_536;

/** The first line of a compressed file; empty where it is longer than a line of ours can be, or cannot be read. */
export async function readFirstLine(file: PlainFile): Promise<Buffer> {
  let bytes: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of gunzipFile(file)) {
      bytes = Buffer.concat([bytes, chunk]);
      const end = bytes.indexOf(NEWLINE);
      if (end !== -1) return bytes.subarray(0, end);
      if (bytes.length >= MAX_BYTES) break;
    }
  } catch {
    // Whoever reads further is told.
  }
  return Buffer.alloc(0);
}
