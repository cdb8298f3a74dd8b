import { OPEN_FLAGS, type SyncFileSystem } from '@opta/journal-fs';
import { FILTER_BYTES } from '../constants.js';

/** Used again for every head; a listing reads one after the other. */
const sharedBuffer = Buffer.allocUnsafeSlow(FILTER_BYTES);
const CLOSING = Buffer.from('\n---\n');
/** What a value has in common with every way of writing it: line breaks fold, quotes are doubled. */
const UNWRITTEN = /[\s'"\\\uFFFD]+/u;

/**
 * Rules out logs by the bytes of their heads: most of what a filter has to look at does not match, and parsing a head
 * takes longer than reading it.
 */
export class HeadFilter {
  /** Texts that stand in every head that matches, a character for each byte. */
  readonly #needles: readonly string[];

  /** @param values - of the frontmatter, which a log must have */
  constructor(values: readonly string[]) {
    const pieces = values.flatMap((value) => value.split(UNWRITTEN)).filter((piece) => piece !== '');
    this.#needles = pieces.map((piece) => Buffer.from(piece).toString('latin1'));
  }

  /** @returns false if the log does not match; true says nothing, neither that it is there nor that it can be read */
  mayMatch(fileSystem: SyncFileSystem, path: string): boolean {
    if (this.#needles.length === 0) return true;
    const block = readBlock(fileSystem, path);
    if (block === undefined) return true;
    // A backslash may stand for any character.
    return block.includes('\\') || this.#needles.every((needle) => block.includes(needle));
  }
}

/** The frontmatter, a character for each byte; undefined where it cannot be read, has no end or is a long one. */
function readBlock(fileSystem: SyncFileSystem, path: string): string | undefined {
  try {
    const fd = fileSystem.open(path, OPEN_FLAGS.readFile);
    try {
      // At a position: that takes nothing out of a FIFO, but is refused.
      const length = fileSystem.read(fd, sharedBuffer, 0, sharedBuffer.length, 0);
      const end = sharedBuffer.indexOf(CLOSING);
      return end === -1 || end >= length ? undefined : sharedBuffer.toString('latin1', 0, end);
    } finally {
      fileSystem.close(fd);
    }
  } catch {
    // Whoever reads it properly says why that cannot be done.
    return undefined;
  }
}
