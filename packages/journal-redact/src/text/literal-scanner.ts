import { encodeText } from './encode-text.js';

const MIN_LENGTH = 3;
/** Six bits of each of three characters. */
const BLOCKS = 1 << 18;
const CODES = 1 << 6;
/** Bits of four bytes at once: five that fold case, and the one that keeps letters from digits. */
const LOW_BITS = 0x1f1f1f1f;
const LETTER_BITS = 0x40404040;

/** Something to do where a literal stands in a text. */
export interface Literal<T> {
  /** ASCII, at least three characters; in lower case where `isAnyCase`. */
  text: string;
  isAnyCase: boolean;
  /** A lower-case letter that must not follow in either case. */
  unlessBefore?: string;
  payload: T;
}

/** A literal, and how many of its characters stand before the block by which it is found. */
interface Entry<T> {
  literal: Literal<T>;
  codes: Uint8Array;
  before: number;
}

/**
 * Finds where any of several hundred literals stands. Every second block of three characters is looked up in a table
 * of those that literals have: of a literal of four, one of its two blocks is met wherever it stands.
 *
 * Source: the idea of Wu and Manber, A fast algorithm for multi-pattern searching (1994), with a fixed step, as a
 * table of shifts costs more than it saves. Works on bytes, because reading the characters of a string is slower.
 */
export class LiteralScanner<T> {
  readonly #isBlock = new Uint8Array(BLOCKS);
  readonly #entries = new Map<number, Entry<T>[]>();

  constructor(literals: readonly Literal<T>[]) {
    for (const literal of literals) this.#add(literal);
  }

  /**
   * Calls `found` at each place of a literal; of two that overlap, in no certain order.
   *
   * @param found - gets the literal and the offset of its first character; `true` ends the scan
   * @returns whether it was ended so
   */
  scan(text: string, found: (literal: Literal<T>, at: number) => boolean): boolean {
    const { bytes, words, length } = encodeText(text);
    const isBlock = this.#isBlock;
    const position = length === text.length ? undefined : new UnitCounter(bytes);
    let before = 0;
    for (let index = 0; index * 4 < length; index += 1) {
      const word = words[index] as number;
      const codes = (word & LOW_BITS) | ((word & LETTER_BITS) >>> 1);
      const first = codes & 63;
      const second = (codes >>> 8) & 63;
      const third = (codes >>> 16) & 63;
      const fourth = codes >>> 24;
      const early = (before << 12) | (first << 6) | second;
      const late = (second << 12) | (third << 6) | fourth;
      before = fourth;
      if ((isBlock[early] as number) !== 0 && this.#look(bytes, early, index * 4 - 1, position, found))
        return true;
      if ((isBlock[late] as number) !== 0 && this.#look(bytes, late, index * 4 + 1, position, found))
        return true;
    }
    return false;
  }

  #look(
    bytes: Uint8Array,
    block: number,
    at: number,
    position: UnitCounter | undefined,
    found: (literal: Literal<T>, at: number) => boolean,
  ): boolean {
    for (const { literal, codes, before } of this.#entries.get(block) ?? []) {
      const start = at - before;
      if (!isAt(bytes, start, codes, literal)) continue;
      if (found(literal, position === undefined ? start : position.unitsUntil(start))) return true;
    }
    return false;
  }

  #add(literal: Literal<T>): void {
    const { text } = literal;
    if (text.length < MIN_LENGTH) throw new RangeError(`the literal ${text} is too short`);
    const codes = new TextEncoder().encode(text);
    this.#addBlock(blockOf(codes), { literal, codes, before: 0 });
    if (codes.length > MIN_LENGTH) {
      this.#addBlock(blockOf(codes.subarray(1)), { literal, codes, before: 1 });
      return;
    }
    // Any character may follow a literal of three.
    const start = blockOf(codes.subarray(1)) & ~(CODES - 1);
    for (let code = 0; code < CODES; code += 1) this.#addBlock(start | code, { literal, codes, before: 1 });
  }

  #addBlock(block: number, entry: Entry<T>): void {
    this.#isBlock[block] = 1;
    const entries = this.#entries.get(block);
    if (entries === undefined) this.#entries.set(block, [entry]);
    else entries.push(entry);
  }
}

/** Tells offsets in bytes as offsets in UTF-16 units; what is asked for must not go back far. */
class UnitCounter {
  readonly #bytes: Uint8Array;
  #at = 0;
  #units = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  unitsUntil(end: number): number {
    for (; this.#at < end; this.#at += 1) this.#units += unitsOf(this.#bytes[this.#at] as number);
    for (; this.#at > end; this.#at -= 1) this.#units -= unitsOf(this.#bytes[this.#at - 1] as number);
    return this.#units;
  }
}

/** Units of the character that begins with a byte: none for one in the midst of a character. */
function unitsOf(byte: number): number {
  if ((byte & 0xc0) === 0x80) return 0;
  return byte >= 0xf0 ? 2 : 1;
}

function blockOf(codes: Uint8Array): number {
  return (fold(codes[0]) << 12) | (fold(codes[1]) << 6) | fold(codes[2]);
}

function fold(code = 0): number {
  return (code & 31) | ((code & 64) >>> 1);
}

function isAt<T>(
  bytes: Uint8Array,
  start: number,
  codes: Uint8Array,
  { isAnyCase, unlessBefore }: Literal<T>,
): boolean {
  if (start < 0) return false;
  const caseBit = isAnyCase ? 32 : 0;
  for (let index = 0; index < codes.length; index += 1) {
    const [byte, code] = [bytes[start + index] as number, codes[index] as number];
    if (byte !== code && ((byte | caseBit) !== code || byte < 65)) return false;
  }
  return (
    unlessBefore === undefined || ((bytes[start + codes.length] ?? 0) | 32) !== unlessBefore.charCodeAt(0)
  );
}
