import type { FileSystem } from '@opta/journal-fs';
import { READ_BUFFER_BYTES } from '../constants.js';
import { JournalStoreError } from '../errors.js';
import { type ByteSource, CompressionError, openByteSource } from '../events/byte-source.js';
import type { StoredFile } from '../listing/stored-file.js';

type Content = Pick<StoredFile, 'path' | 'isCompressed'>;

/** Whether two files hold the same log, byte for byte, however each is stored. What is no plain file holds none. */
export async function hasSameContent(
  fileSystem: FileSystem,
  first: Content,
  second: Content,
): Promise<boolean> {
  const one = await openByteSource(fileSystem, first);
  try {
    const other = await openByteSource(fileSystem, second);
    try {
      return await areEqual(one, other, bufferBytesFor(one, first));
    } finally {
      await other.close();
    }
  } catch (error) {
    if (error instanceof CompressionError) return false;
    if (error instanceof JournalStoreError && error.code === 'JOURNAL_STORE_NOT_A_FILE') return false;
    throw error;
  } finally {
    await one.close();
  }
}

/** Not more than there is: most logs are small. */
function bufferBytesFor({ storedSize }: ByteSource, { isCompressed }: Content): number {
  return isCompressed ? READ_BUFFER_BYTES : Math.min(READ_BUFFER_BYTES, storedSize + 1);
}

async function areEqual(one: ByteSource, other: ByteSource, bufferBytes: number): Promise<boolean> {
  const [first, second] = [Buffer.allocUnsafe(bufferBytes), Buffer.allocUnsafe(bufferBytes)];
  for (;;) {
    const wanted = await one.read(first, 0);
    const length = await readExactly(other, second, Math.max(wanted, 1));
    if (wanted === 0) return length === 0;
    if (length !== wanted || !first.subarray(0, wanted).equals(second.subarray(0, wanted))) return false;
  }
}

/** Reads so many bytes, or as many as there are. */
async function readExactly(source: ByteSource, buffer: Buffer, wanted: number): Promise<number> {
  let filled = 0;
  while (filled < wanted) {
    const count = await source.read(buffer.subarray(0, wanted), filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}
