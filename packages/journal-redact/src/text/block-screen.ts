import { BLOCK_LENGTH, bucketEndingAt } from './block-hash.js';
import type { LiteralBlock } from './literal-blocks.js';

/** Of every character its lowest bits, in which both cases of a letter are alike. */
const FOLDED_BITS = 5;
const FOLDED = (1 << FOLDED_BITS) - 1;
const ROWS = 1 << (2 * FOLDED_BITS);
/** Rows of bits for buckets. */
const BUCKET_ROWS = 1 << 12;

/** Beside a block: any character, a certain one before it, a certain one behind it. */
const ANY = 0;
const BEFORE = 1;
const BEHIND = BEFORE + FOLDED + 1;

/**
 * Where a text may have one of some literals. It takes so little memory that this stays in the nearest cache of a
 * processor, which has other things to do between two events.
 */
export class BlockScreen {
  /** One bit for each block whatever its cases: a row for two characters, in it a bit for the third one. */
  readonly #folded = new Uint32Array(ROWS);
  /** Bits for buckets, each with what stands beside its block. */
  readonly #buckets = new Uint32Array(BUCKET_ROWS);

  add(literal: Uint8Array, { buckets, before }: LiteralBlock): void {
    const [first, second, third] = literal.subarray(before, before + BLOCK_LENGTH) as unknown as number[];
    addBit(this.#folded, nextRow(nextRow(0, first as number), second as number), third as number);
    for (const bucket of buckets) {
      const number = withBeside(bucket, besideOf(literal, before));
      addBit(this.#buckets, bucketRow(number), number);
    }
  }

  /**
   * The next place where a block of a literal may end; the length of the text where there is none.
   *
   * @param from - at least two
   */
  next(text: string, from: number): number {
    const { length } = text;
    if (from >= length) return length;
    const folded = this.#folded;
    let row = nextRow(nextRow(0, text.charCodeAt(from - 2)), text.charCodeAt(from - 1));
    for (let end = from; end < length; end += 1) {
      const code = text.charCodeAt(end);
      if (hasBit(folded, row, code) && this.#mayEndAt(text, end)) return end;
      row = nextRow(row, code);
    }
    return length;
  }

  #mayEndAt(text: string, end: number): boolean {
    const bucket = bucketEndingAt(text, end);
    const before = end < BLOCK_LENGTH ? ANY : BEFORE + (text.charCodeAt(end - BLOCK_LENGTH) & FOLDED);
    const behind = end + 1 === text.length ? ANY : BEHIND + (text.charCodeAt(end + 1) & FOLDED);
    return this.#has(bucket, ANY) || this.#has(bucket, before) || this.#has(bucket, behind);
  }

  #has(bucket: number, beside: number): boolean {
    const number = withBeside(bucket, beside);
    return hasBit(this.#buckets, bucketRow(number), number);
  }
}

/** What stands in a literal beside its block. */
function besideOf(literal: Uint8Array, before: number): number {
  if (before > 0) return BEFORE + ((literal[before - 1] as number) & FOLDED);
  const behind = literal[before + BLOCK_LENGTH];
  return behind === undefined ? ANY : BEHIND + (behind & FOLDED);
}

/** A number for a bucket and what stands beside its block, of which the lowest bits are those of a row. */
function withBeside(bucket: number, beside: number): number {
  return bucket ^ (beside * 509);
}

function bucketRow(number: number): number {
  return (number >>> FOLDED_BITS) & (BUCKET_ROWS - 1);
}

function nextRow(row: number, code: number): number {
  return ((row << FOLDED_BITS) | (code & FOLDED)) & (ROWS - 1);
}

/** @param bit - its lowest five bits count, as in every shift */
function addBit(rows: Uint32Array, row: number, bit: number): void {
  rows[row] = (rows[row] as number) | (1 << bit);
}

function hasBit(rows: Uint32Array, row: number, bit: number): boolean {
  return (((rows[row] as number) >>> bit) & 1) === 1;
}
