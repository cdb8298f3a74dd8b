import { BLOCK_LENGTH, bucketAt } from './block-hash.js';
import { ORDINARY_TEXT } from './ordinary-text.js';

/** Every combination of a lower or an upper case for the bytes of a block. */
const CASES = 1 << BLOCK_LENGTH;

const ordinary = new TextEncoder().encode(ORDINARY_TEXT);
/** How often a block of each bucket comes in ordinary texts. */
const frequencies = countBuckets(ordinary);
/** Which part of ordinary texts each byte is. */
const shares = countShares(ordinary);

/** What stands for a literal in the table of a scanner. */
export interface LiteralBlock {
  /** The buckets of the block: of one in any case, those of all its mixtures of cases. */
  buckets: ReadonlySet<number>;
  /** How many bytes of the literal stand before the block. */
  before: number;
}

/** The block of a literal that comes least often in ordinary texts, and so stops a scan least often for nothing. */
export function rarestBlock(literal: Uint8Array, isAnyCase: boolean): LiteralBlock {
  let rarest: LiteralBlock = { buckets: new Set(), before: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (let before = 0; before + BLOCK_LENGTH <= literal.length; before += 1) {
    const block = literal.subarray(before, before + BLOCK_LENGTH);
    const buckets = isAnyCase ? bucketsInAnyCase(block) : new Set([bucketAt(block, 0)]);
    const frequency = frequencyOf(block, buckets);
    if (frequency < least) [rarest, least] = [{ buckets, before }, frequency];
  }
  return rarest;
}

/** Of two blocks that do not come at all, the one is rarer whose bytes are. */
function frequencyOf(block: Uint8Array, buckets: ReadonlySet<number>): number {
  let frequency = block.reduce((product, byte) => product * (shares[byte] as number), 1);
  for (const bucket of buckets) frequency += frequencies.get(bucket) ?? 0;
  return frequency;
}

function bucketsInAnyCase(block: Uint8Array): Set<number> {
  const buckets = new Set<number>();
  for (let cases = 0; cases < CASES; cases += 1) {
    const mixed = block.map((byte, index) => ((cases >> index) & 1 ? toUpperCase(byte) : byte));
    buckets.add(bucketAt(mixed, 0));
  }
  return buckets;
}

function toUpperCase(byte: number): number {
  return byte >= 97 && byte <= 122 ? byte - 32 : byte;
}

function countBuckets(bytes: Uint8Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let at = 0; at + BLOCK_LENGTH <= bytes.length; at += 1) {
    const bucket = bucketAt(bytes, at);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return counts;
}

function countShares(bytes: Uint8Array): Float64Array {
  const counts = new Float64Array(256).fill(1);
  for (const byte of bytes) counts[byte] = (counts[byte] as number) + 1;
  return counts.map((count) => count / bytes.length);
}
