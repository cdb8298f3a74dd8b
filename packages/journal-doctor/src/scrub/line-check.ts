import { crc32 } from 'node:zlib';

/** What a line that carries a check ends in, as journal-store writes it. */
const CHECK = /,"check":"([0-9a-f]{8})"\}$/;
const CHECK_BYTES = ',"check":"00000000"}'.length;

/** A line with a check of its text, which is chained with the check of the line before. */
export interface CheckedLine {
  /** Its bytes up to the check; a brace is missing at their end. */
  text: Buffer;
  stated: number;
}

/** @returns undefined where the line carries none */
export function splitCheckedLine(line: Buffer): CheckedLine | undefined {
  const at = Math.max(0, line.length - CHECK_BYTES);
  const hex = CHECK.exec(line.toString('latin1', at))?.[1];
  return hex === undefined ? undefined : { text: line.subarray(0, at), stated: Number.parseInt(hex, 16) };
}

/** A line with its check anew. */
export function joinCheckedLine(text: Buffer, check: number): Buffer {
  return Buffer.concat([text, Buffer.from(`,"check":"${check.toString(16).padStart(8, '0')}"}`)]);
}

/** The check of a text behind a line with the check `previous`; 0 for none. */
export function checkOf(text: Buffer, previous: number): number {
  return crc32(text, previous);
}
