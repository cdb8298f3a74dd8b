import type { FileHandle } from 'node:fs/promises';
import { BLOCK_BYTES, MAX_LINE_BYTES } from './constants.js';

const NEWLINE = 0x0a;

/** A whole line of a file. */
export interface FileLine {
  /** Without its newline; absent where it is longer than lines are read. */
  bytes?: Buffer;
  byteOffset: number;
  /** Bytes, the newline included. */
  length: number;
}

/** Every whole line from a place on; what has no newline yet is none. */
export async function* readLines(file: FileHandle, from: number): AsyncGenerator<FileLine> {
  let rest: Buffer = Buffer.alloc(0);
  let [lineStart, at, skipped] = [from, from, 0];
  for (;;) {
    const block = await readBlock(file, at, BLOCK_BYTES);
    if (block.length === 0) return;
    at += block.length;
    const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      const length = skipped + end + 1 - start;
      const line = { byteOffset: lineStart, length };
      yield skipped > 0 ? line : { ...line, bytes: bytes.subarray(start, end) };
      lineStart += length;
      start = end + 1;
      skipped = 0;
    }
    rest = bytes.subarray(start);
    if (skipped + rest.length <= MAX_LINE_BYTES) continue;
    skipped += rest.length;
    rest = Buffer.alloc(0);
  }
}

/** Every whole line before a place, the last one first. */
export async function* readLinesBackward(file: FileHandle, before: number): AsyncGenerator<FileLine> {
  let rest: Buffer = Buffer.alloc(0);
  let [at, skipped] = [before, 0];
  while (at > 0) {
    const size = Math.min(BLOCK_BYTES, at);
    at -= size;
    const block = await readBlock(file, at, size);
    const bytes = rest.length === 0 ? block : Buffer.concat([block, rest]);
    // What stands before the first newline began in the block before, unless there is none.
    const first = at === 0 ? 0 : bytes.indexOf(NEWLINE) + 1;
    let end = bytes.length;
    while (end > first) {
      const start = Math.max(first, end < 2 ? 0 : bytes.lastIndexOf(NEWLINE, end - 2) + 1);
      const line = { byteOffset: at + start, length: skipped + end - start };
      yield skipped > 0 ? line : { ...line, bytes: bytes.subarray(start, end - 1) };
      skipped = 0;
      end = start;
    }
    rest = bytes.subarray(0, first === 0 ? end : first);
    if (skipped + rest.length <= MAX_LINE_BYTES) continue;
    skipped += rest.length - 1;
    rest = rest.subarray(rest.length - 1);
  }
}

/** Where the last whole line of the first `size` bytes ends. */
export async function endOfLines(file: FileHandle, size: number): Promise<number> {
  for (let at = size; at > 0; ) {
    const length = Math.min(BLOCK_BYTES, at);
    at -= length;
    const newline = (await readBlock(file, at, length)).lastIndexOf(NEWLINE);
    if (newline !== -1) return at + newline + 1;
  }
  return 0;
}

/** As many bytes as are there, at most `length`. */
export async function readBlock(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
