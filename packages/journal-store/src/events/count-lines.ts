import type { FileSystem } from '@opta/journal-fs';
import { READ_BUFFER_BYTES } from '../constants.js';
import type { StoredFile } from '../listing/stored-file.js';
import { openByteSource } from './byte-source.js';

const NEWLINE = 0x0a;

/** Whole lines in some files together. */
export async function countLines(fileSystem: FileSystem, files: readonly StoredFile[]): Promise<number> {
  let lines = 0;
  for (const file of files) lines += await countLinesOf(fileSystem, file);
  return lines;
}

async function countLinesOf(fileSystem: FileSystem, file: StoredFile): Promise<number> {
  const source = await openByteSource(fileSystem, file);
  try {
    const buffer = Buffer.allocUnsafeSlow(READ_BUFFER_BYTES);
    for (let lines = 0; ; ) {
      const length = await source.read(buffer, 0);
      if (length === 0) return lines;
      const bytes = buffer.subarray(0, length);
      for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
    }
  } finally {
    await source.close();
  }
}
