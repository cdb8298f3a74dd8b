import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';
import { errnoOf, type FileSystem, OPEN_FLAGS } from '@opta/journal-fs';
import { COMPRESSION_CHUNK_BYTES, READ_CHUNK_BYTES } from '../constants.js';

const compress = promisify(gzip);

/** The bytes of a plain file, a piece at a time; no link is followed. */
export async function* readChunks({ async }: FileSystem, path: string): AsyncGenerator<Buffer> {
  const fd = await async.open(path, OPEN_FLAGS.readFile);
  try {
    for (let position = 0; ; ) {
      const buffer = Buffer.allocUnsafe(READ_CHUNK_BYTES);
      const count = await async.read(fd, buffer, 0, buffer.length, position);
      if (count === 0) return;
      position += count;
      yield buffer.subarray(0, count);
    }
  } finally {
    await async.close(fd).catch(() => undefined);
  }
}

/** Whether a file begins as a gzip does; false where it has gone. */
export async function isGzip(fileSystem: FileSystem, path: string): Promise<boolean> {
  try {
    for await (const chunk of readChunks(fileSystem, path)) return chunk[0] === 0x1f && chunk[1] === 0x8b;
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  return false;
}

/** What is in a gzip. @throws an error of zlib where it is damaged */
export async function* decompressed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(chunks);
  const gunzip = createGunzip();
  source.once('error', (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip) as AsyncIterable<Buffer>;
  } finally {
    gunzip.destroy();
    source.destroy();
  }
}

/** A gzip of members of bounded size, as retention writes archived logs. */
export async function* compressed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  let isEmpty = true;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < COMPRESSION_CHUNK_BYTES) continue;
    yield await compress(Buffer.concat(waiting));
    [waiting, length, isEmpty] = [[], 0, false];
  }
  // Also of no byte there is one member: a gzip of none is no gzip.
  if (length > 0 || isEmpty) yield await compress(Buffer.concat(waiting));
}
