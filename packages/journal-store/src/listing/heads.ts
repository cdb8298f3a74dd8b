import { OPEN_FLAGS, type SyncFileSystem } from '@opta/journal-fs';
import { FILTER_BYTES, HEADS_CHUNK_BYTES, MAX_HEADS_BYTES, USUAL_HEAD_BYTES } from '../constants.js';

const CLOSING = Buffer.from('\n---\n');
/** What must be free in a chunk to read one more head into it. */
const ROOM_BYTES = FILTER_BYTES + CLOSING.length;

/**
 * Frontmatter of logs as the bytes that it is, one after the other in few large buffers: a text or an object for each
 * would take several times as long to make, and as much again to keep.
 */
export class Heads {
  readonly #chunks: Buffer<ArrayBuffer>[] = [];
  #index = -1;
  #chunk = Buffer.alloc(0);
  /** How far the chunk is filled. */
  #end = 0;
  /** Where what was read since `startRun` begins in the chunk. */
  #runBegin = 0;

  /** Whether more may be read that is to be kept. */
  get hasRoom(): boolean {
    return this.#chunks.length * HEADS_CHUNK_BYTES < MAX_HEADS_BYTES;
  }

  /** Forgets everything, to be filled again. */
  clear(): this {
    this.#index = -1;
    this.#chunk = Buffer.alloc(0);
    this.#end = 0;
    return this;
  }

  /** @param count - how many heads are read next, one after the other */
  startRun(count: number): void {
    if (this.#chunk.length - this.#end < count * ROOM_BYTES) this.#startChunk();
    this.#runBegin = this.#end;
  }

  /**
   * Reads the frontmatter of a log, which then stands behind the ones that were read before.
   *
   * @returns its length; 0 where it cannot be read, has none that ends, or a long one
   */
  read(fileSystem: SyncFileSystem, path: string): number {
    try {
      const length = this.#readFile(fileSystem, path);
      this.#end += length;
      return length;
    } catch {
      // Whoever reads it properly says why that cannot be done.
      return 0;
    }
  }

  /** All that was read in this run, until something is read in the next one. */
  ofRun(): Buffer {
    return this.#chunk.subarray(this.#runBegin, this.#end);
  }

  /**
   * Where one of this run is kept.
   *
   * @param begin - length of those that were read before it in this run
   */
  placeOf(begin: number, length: number): number {
    return (this.#index * HEADS_CHUNK_BYTES + this.#runBegin + begin) * FILTER_BYTES + length;
  }

  /** @param head - what `placeOf` returned */
  at(head: number): Buffer {
    const length = head % FILTER_BYTES;
    const place = (head - length) / FILTER_BYTES;
    const begin = place % HEADS_CHUNK_BYTES;
    const chunk = this.#chunks[(place - begin) / HEADS_CHUNK_BYTES] as Buffer;
    return chunk.subarray(begin, begin + length);
  }

  #readFile(fileSystem: SyncFileSystem, path: string): number {
    const fd = fileSystem.open(path, OPEN_FLAGS.readFile);
    try {
      return this.#readOpen(fileSystem, fd);
    } finally {
      fileSystem.close(fd);
    }
  }

  /** @returns the length of the frontmatter, which stands at the end of the chunk then; 0 where there is none */
  #readOpen(fileSystem: SyncFileSystem, fd: number): number {
    // At a position: that takes nothing out of a FIFO, but is refused.
    const size = fileSystem.read(fd, this.#chunk, this.#end, USUAL_HEAD_BYTES, 0);
    const length = this.#findClosing(size);
    if (length > 0 || size < USUAL_HEAD_BYTES) return length;
    const more = fileSystem.read(fd, this.#chunk, this.#end + size, FILTER_BYTES - size, size);
    return this.#findClosing(size + more);
  }

  #findClosing(size: number): number {
    const end = this.#end + size;
    // It is found there at the latest, and not somewhere behind.
    for (let index = 0; index < CLOSING.length; index += 1)
      this.#chunk[end + index] = CLOSING[index] as number;
    const closing = this.#chunk.indexOf(CLOSING, this.#end);
    return closing + CLOSING.length > end ? 0 : closing - this.#end;
  }

  #startChunk(): void {
    this.#index += 1;
    this.#chunks[this.#index] ??= Buffer.allocUnsafeSlow(HEADS_CHUNK_BYTES);
    this.#chunk = this.#chunks[this.#index] as Buffer<ArrayBuffer>;
    this.#end = 0;
  }
}
