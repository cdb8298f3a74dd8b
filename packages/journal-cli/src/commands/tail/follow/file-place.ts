import type { FileHandle } from 'node:fs/promises';
import { MARK_BYTES } from './constants.js';
import { type FileLine, readBlock } from './read-lines.js';

const NEWLINE = Buffer.from('\n');

interface FileState {
  ino: bigint;
  size: bigint;
  mtimeNs: bigint;
}

/** Up to where a file was read, and how to tell that it is still the same file. */
export class FilePlace {
  /** Bytes that were read, up to the end of a line. */
  offset = 0;
  /** Of the file as it was looked at last. */
  #state: FileState | undefined;
  /** The bytes before `offset`. */
  #mark: Buffer = Buffer.alloc(0);

  /** A place behind a whole line. */
  static async at(file: FileHandle, offset: number): Promise<FilePlace> {
    const place = new FilePlace();
    place.offset = offset;
    const length = Math.min(MARK_BYTES, offset);
    place.#mark = await readBlock(file, offset - length, length);
    // Not its state: what has come since may have changed it already.
    return place;
  }

  /**
   * What became of the file: `same`: nothing new. `grown`: go on at `offset`. `rewritten`: what was read stands there
   * no more, and `offset` is its begin again.
   */
  async check(file: FileHandle): Promise<'same' | 'grown' | 'rewritten'> {
    const { ino, size, mtimeNs } = await file.stat({ bigint: true });
    const last = this.#state;
    if (last?.ino === ino && last.size === size && last.mtimeNs === mtimeNs) return 'same';
    const { length } = this.#mark;
    const isKnown = this.#mark.equals(await readBlock(file, this.offset - length, length));
    this.#state = { ino, size, mtimeNs };
    if (isKnown) return 'grown';
    this.offset = 0;
    this.#mark = Buffer.alloc(0);
    return 'rewritten';
  }

  /** Goes on behind a line. */
  advance({ bytes, length }: FileLine): void {
    this.offset += length;
    const line =
      bytes === undefined ? Buffer.from('\n') : Buffer.concat([bytes.subarray(-MARK_BYTES), NEWLINE]);
    this.#mark = line.subarray(-MARK_BYTES);
  }
}
