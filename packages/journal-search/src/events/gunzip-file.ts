import { readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { PlainFile } from '../folders/open-plain-file.js';

const CHUNK_BYTES = 65_536;

/**
 * The content of a compressed file from its beginning.
 *
 * @throws the decompressor's error where the file is damaged
 */
export async function* gunzipFile(file: PlainFile): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const stored = Readable.from(chunksOf(file), { objectMode: false });
  stored.on('error', (error) => gunzip.destroy(error));
  try {
    yield* stored.pipe(gunzip) as AsyncIterable<Buffer>;
  } finally {
    stored.destroy();
    gunzip.destroy();
  }
}

/** By synchronous reads of the file that is open already: nothing is under way between two, so it may be closed at any time. */
function* chunksOf({ fd, size }: PlainFile): Generator<Buffer> {
  for (let position = 0; ; ) {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size));
    const count = readSync(fd, buffer, 0, buffer.length, position);
    if (count === 0) return;
    position += count;
    yield buffer.subarray(0, count);
  }
}
