/** In bytes. */
export const BLOCK_LENGTH = 3;
/** So few of so many buckets are taken that hardly any block of an ordinary text falls into one of them. */
export const BUCKETS = 1 << 18;

/**
 * The bucket of a block of three bytes. Its numbers are written out, because what bundlers make of constants has to be
 * read at each call.
 *
 * Source: Knuth, The Art of Computer Programming, volume 3, 6.4: multiplication by the golden ratio.
 *
 * @param block - a byte of zeros, and above it the three of the block, the first one lowest
 */
export function bucketOf(block: number): number {
  return Math.imul(block, 0x9e3779b1) >>> 14;
}

/** The bucket of the block that begins at a place. */
export function bucketAt(bytes: Uint8Array, at: number): number {
  return bucketOf(
    ((bytes[at] as number) << 8) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 24),
  );
}

/** The bucket of the block that ends with a character of a text; of no certain one where the three are not ASCII. */
export function bucketEndingAt(text: string, end: number): number {
  const [first, second] = [text.charCodeAt(end - 2), text.charCodeAt(end - 1)];
  return bucketOf((first << 8) | (second << 16) | (text.charCodeAt(end) << 24));
}
