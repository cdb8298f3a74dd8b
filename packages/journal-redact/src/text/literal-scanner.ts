import { BLOCK_LENGTH, BUCKETS, bucketAt, bucketEndingAt, bucketOf } from './block-hash.js';
import { BlockScreen } from './block-screen.js';
import { encodeText } from './encode-text.js';
import { rarestBlock } from './literal-blocks.js';
import { UnitCounter } from './unit-counter.js';

const encoder = new TextEncoder();
/** Characters of a text that are read one by one in less time than it would take to encode them. */
const MAX_SHORT_LENGTH = 64;

/** Something to do where a literal stands in a text. */
export interface Literal<T> {
  /** ASCII, at least three characters; in lower case where `isAnyCase`. */
  text: string;
  isAnyCase: boolean;
  /** A lower-case letter that must not follow in either case. */
  unlessBefore?: string;
  payload: T;
}

/** Gets a literal and the offset of its first character; `true` ends the scan. */
type Found<T> = (literal: Literal<T>, at: number) => boolean;

/** A literal as it is looked for. */
interface Entry<T> {
  literal: Literal<T>;
  codes: Uint8Array;
  /** How many of its characters stand before the block by which it is found. */
  before: number;
  /** The bit in which letters may differ. */
  caseBit: number;
  /** The lower-case letter that must not follow; −1 where any may. */
  unwanted: number;
}

/**
 * Finds where any of many hundred literals stands. Every block of three bytes of a text is looked up in a table of
 * those that stand for literals: of each literal the one that comes least often in ordinary texts.
 *
 * Source: the idea of Wu and Manber, A fast algorithm for multi-pattern searching (1994), without their shifts, which
 * cost more than they save. Works on bytes, four at once, because reading the characters of a long string is slower;
 * of a short one it is faster than to encode it.
 */
export class LiteralScanner<T> {
  readonly #isTaken = new Uint8Array(BUCKETS);
  readonly #screen = new BlockScreen();
  readonly #entries = new Map<number, Entry<T>[]>();

  constructor(literals: readonly Literal<T>[]) {
    for (const literal of literals) this.#add(literal);
  }

  /**
   * Calls `found` at each place of a literal; of two that overlap, in no certain order.
   *
   * @returns whether `found` has ended it
   */
  scan(text: string, found: Found<T>): boolean {
    return text.length <= MAX_SHORT_LENGTH ? this.#scanShort(text, found) : this.#scanLong(text, found);
  }

  #scanShort(text: string, found: Found<T>): boolean {
    const { length } = text;
    for (let end = this.#screen.next(text, 2); end < length; end = this.#screen.next(text, end + 1)) {
      const entries = this.#entries.get(bucketEndingAt(text, end));
      if (entries === undefined) continue;
      for (const entry of entries) {
        const start = end - 2 - entry.before;
        if (isInText(text, start, entry) && found(entry.literal, start)) return true;
      }
    }
    return false;
  }

  #scanLong(text: string, found: Found<T>): boolean {
    const { bytes, words, length } = encodeText(text);
    const units = length === text.length ? undefined : new UnitCounter(bytes);
    const wordCount = (length + 3) >> 2;
    let index = nextTaken(this.#isTaken, words, 0, wordCount);
    while (index < wordCount) {
      if (this.#look(bytes, index * 4 - 2, units, found)) return true;
      index = nextTaken(this.#isTaken, words, index + 1, wordCount);
    }
    return false;
  }

  /** Looks closer at the four blocks that begin at a place. */
  #look(bytes: Uint8Array, from: number, units: UnitCounter | undefined, found: Found<T>): boolean {
    for (let at = Math.max(0, from); at < from + 4; at += 1) {
      const bucket = bucketAt(bytes, at);
      if (this.#isTaken[bucket] === 0) continue;
      const entries = this.#entries.get(bucket) as Entry<T>[];
      for (let index = 0; index < entries.length; index += 1) {
        const entry = entries[index] as Entry<T>;
        const start = at - entry.before;
        if (!isAt(bytes, start, entry)) continue;
        if (found(entry.literal, units === undefined ? start : units.unitsUntil(start))) return true;
      }
    }
    return false;
  }

  #add(literal: Literal<T>): void {
    const { text, isAnyCase, unlessBefore } = literal;
    if (text.length < BLOCK_LENGTH) throw new RangeError(`the literal ${text} is too short`);
    const codes = encoder.encode(text);
    const block = rarestBlock(codes, isAnyCase);
    const entry: Entry<T> = {
      literal,
      codes,
      before: block.before,
      caseBit: isAnyCase ? 32 : 0,
      unwanted: unlessBefore?.charCodeAt(0) ?? -1,
    };
    this.#screen.add(codes, block);
    for (const bucket of block.buckets) {
      this.#isTaken[bucket] = 1;
      const entries = this.#entries.get(bucket);
      if (entries === undefined) this.#entries.set(bucket, [entry]);
      else entries.push(entry);
    }
  }
}

/** The next word with which one of the four blocks ends that stand for a literal; `wordCount` where there is none. */
function nextTaken(isTaken: Uint8Array, words: Uint32Array, from: number, wordCount: number): number {
  let before = from === 0 ? 0 : (words[from - 1] as number);
  for (let index = from; index < wordCount; index += 1) {
    const word = words[index] as number;
    const isAnyTaken =
      (isTaken[bucketOf((word << 24) | ((before >>> 8) & 0x00ffff00))] as number) |
      (isTaken[bucketOf((word << 16) | ((before >>> 16) & 0x0000ff00))] as number) |
      (isTaken[bucketOf(word << 8)] as number) |
      (isTaken[bucketOf(word & 0xffffff00)] as number);
    if (isAnyTaken !== 0) return index;
    before = word;
  }
  return wordCount;
}

function isAt(bytes: Uint8Array, start: number, { codes, caseBit, unwanted }: Entry<unknown>): boolean {
  if (start < 0) return false;
  // Zeros follow the text.
  if (((bytes[start + codes.length] as number) | 32) === unwanted) return false;
  for (let index = 0; index < codes.length; index += 1) {
    if (!isSame(bytes[start + index] as number, codes[index] as number, caseBit)) return false;
  }
  return true;
}

function isInText(text: string, start: number, { codes, caseBit, unwanted }: Entry<unknown>): boolean {
  const end = start + codes.length;
  if (start < 0 || end > text.length) return false;
  if (end < text.length && (text.charCodeAt(end) | 32) === unwanted) return false;
  for (let index = 0; index < codes.length; index += 1) {
    if (!isSame(text.charCodeAt(start + index), codes[index] as number, caseBit)) return false;
  }
  return true;
}

function isSame(code: number, wanted: number, caseBit: number): boolean {
  return code === wanted || ((code | caseBit) === wanted && code >= 65);
}
