/** A text of so many characters is encoded into memory that is there already. */
const MAX_SHARED_LENGTH = 65_536;
/** UTF-8 needs at most three bytes for a UTF-16 unit; the last word is filled up with zeros. */
const BYTES_A_UNIT = 3;
const PADDING = 4;

/** The bytes of a text, and the same memory as 32-bit words; zeros follow. */
export interface EncodedText {
  bytes: Uint8Array;
  words: Uint32Array;
  /** In bytes. */
  length: number;
}

const encoder = new TextEncoder();
const shared = allocate(MAX_SHARED_LENGTH);

/** Encodes a text as UTF-8. What it returns is good until the next call. */
export function encodeText(text: string): EncodedText {
  const target = text.length <= MAX_SHARED_LENGTH ? shared : allocate(text.length);
  const { written } = encoder.encodeInto(text, target.bytes);
  // `fill` takes longer than the rest of an ordinary event.
  for (let index = written; index < written + PADDING; index += 1) target.bytes[index] = 0;
  target.length = written;
  return target;
}

function allocate(units: number): EncodedText {
  const buffer = new ArrayBuffer(Math.ceil((units * BYTES_A_UNIT) / 4) * 4 + PADDING);
  return { bytes: new Uint8Array(buffer), words: new Uint32Array(buffer), length: 0 };
}
