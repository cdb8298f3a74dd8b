import { crc32 } from 'node:zlib';

const KEY = ',"check":"';
const HEX_DIGITS = 8;
const END = Buffer.from('"}');

/** The end of a line with a check, from behind the text that it is the check of; the newline is not part of it. */
export function checkEnding(check: number): string {
  return `${KEY}${check.toString(16).padStart(HEX_DIGITS, '0')}"}`;
}

/**
 * The check of a line, chained with the one before.
 *
 * @param text - the line up to where its check begins
 * @param previous - the check of the line before; 0 for the first of a chain
 */
export function checkOf(text: string | Uint8Array, previous: number): number {
  return crc32(text, previous);
}

export interface LineCheck {
  /** The check that stands on the line. */
  stated: number;
  /** Bytes before it. */
  text: Buffer;
}

/**
 * The check of a line; undefined where it has none.
 *
 * @param line - its bytes without the newline
 */
export function findLineCheck(line: Buffer): LineCheck | undefined {
  const at = line.length - END.length - HEX_DIGITS - KEY.length;
  if (at < 0 || line.toString('latin1', at, at + KEY.length) !== KEY) return undefined;
  if (!line.subarray(line.length - END.length).equals(END)) return undefined;
  const hex = line.toString('latin1', at + KEY.length, line.length - END.length);
  return /^[0-9a-f]{8}$/.test(hex)
    ? { stated: Number.parseInt(hex, 16), text: line.subarray(0, at) }
    : undefined;
}

/** Whether a line is what was written after the one with the check `previous`; 0 for the first of a chain. */
export function isChecked({ stated, text }: LineCheck, previous: number): boolean {
  return checkOf(text, previous) === stated;
}
