import { createGunzip } from 'node:zlib';
import { type FileSystem, runProgram } from '@opta/journal-fs';
import { READ_BUFFER_BYTES } from '../constants.js';
import { JournalStoreError, toJournalStoreError } from '../errors.js';
import { openPlainFile } from './open-plain-file.js';

/** The bytes of a log from the first to the last, also of one that is stored compressed. */
export interface ByteSource {
  /**
   * @param at - where in the buffer the next bytes go
   * @returns how many there were; 0 at the end
   * @throws {CompressionError} when the bytes of an archived log are damaged
   */
  read(buffer: Buffer, at: number): Promise<number>;
  /** Bytes of the file, as it is stored. */
  readonly storedSize: number;
  close(): Promise<void>;
}

/** An archived log cannot be decompressed further. */
export class CompressionError extends Error {}

/**
 * @throws {JOURNAL_STORE_NOT_A_FILE} when it is a link, a folder, a FIFO or a device
 * @throws {JOURNAL_STORE_IO} when the system refuses
 */
export async function openByteSource(
  fileSystem: FileSystem,
  { path, isCompressed }: { path: string; isCompressed: boolean },
): Promise<ByteSource> {
  const file = await openSource(fileSystem, path);
  return isCompressed ? decompressed(file) : file;
}

async function openSource(fileSystem: FileSystem, path: string): Promise<ByteSource> {
  const { async } = fileSystem;
  const { fd, size } = await runProgram(openPlainFile(path), async);
  let position = 0;
  return {
    storedSize: size,
    close: () => async.close(fd).catch(() => undefined),
    async read(buffer, at) {
      try {
        const count = await async.read(fd, buffer, at, buffer.length - at, position);
        position += count;
        return count;
      } catch (error) {
        throw toJournalStoreError(error, 'read', path);
      }
    },
  };
}

function decompressed(file: ByteSource): ByteSource {
  const stream = chunksOf(file);
  let rest: Buffer = Buffer.alloc(0);
  return {
    storedSize: file.storedSize,
    async read(buffer, at) {
      while (rest.length === 0) {
        const next = await stream.next();
        if (next.done) return 0;
        rest = next.value;
      }
      const count = rest.copy(buffer, at);
      rest = rest.subarray(count);
      return count;
    },
    async close() {
      await stream.return();
      await file.close();
    },
  };
}

/** Decompresses as much as is asked for, and no more than one buffer ahead. */
async function* chunksOf(file: ByteSource): AsyncGenerator<Buffer, void, undefined> {
  const gunzip = createGunzip();
  const feeding = feed(file, gunzip);
  // Its failure destroys the stream, which tells it.
  feeding.catch(() => undefined);
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    if (error instanceof JournalStoreError) throw error;
    throw new CompressionError(error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    gunzip.destroy();
    await feeding.catch(() => undefined);
  }
}

async function feed(file: ByteSource, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    while (!gunzip.destroyed) {
      const buffer = Buffer.allocUnsafe(READ_BUFFER_BYTES);
      const count = await file.read(buffer, 0);
      if (gunzip.destroyed) return;
      if (count === 0) {
        gunzip.end();
        return;
      }
      if (!gunzip.write(buffer.subarray(0, count))) await drained(gunzip);
    }
  } catch (error) {
    gunzip.destroy(error as Error);
  }
}

function drained(gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  return new Promise((resolve) => {
    gunzip.once('drain', resolve);
    gunzip.once('close', resolve);
  });
}
