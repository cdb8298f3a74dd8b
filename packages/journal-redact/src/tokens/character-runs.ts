/**
 * Runs of characters for the rests of token rules. A minimum is about two thirds of the real length, so that a token
 * that was cut off a little is still found.
 */

/** Far above the length of tokens that are one run; the longer ones give their own. */
const MAX_LENGTH = 512;

/** Letters and digits. */
export function alphanumeric(min: number, max = MAX_LENGTH): string {
  return `[A-Za-z0-9]{${min},${max}}`;
}

/** Letters, digits, `_` and `-`, as in base64url. */
export function word(min: number, max = MAX_LENGTH): string {
  return `[A-Za-z0-9_-]{${min},${max}}`;
}

/** Base64 in both alphabets; in a URL its signs are escaped. */
export function base64(min: number, max = MAX_LENGTH): string {
  return `[A-Za-z0-9+/=%_-]{${min},${max}}`;
}

/** Hexadecimal digits. */
export function hex(min: number, max = MAX_LENGTH): string {
  return `[A-Fa-f0-9]{${min},${max}}`;
}

/** A UUID, or the most of one. */
export function uuid(): string {
  return '[A-Fa-f0-9-]{20,36}';
}
