/** A whole line of a segment. */
export interface Line {
  /** Without the newline; valid until the next lines are asked for. */
  bytes: Buffer;
  /** Where it begins in the segment, decompressed. */
  offset: number;
}

export const NEWLINE = 0x0a;
