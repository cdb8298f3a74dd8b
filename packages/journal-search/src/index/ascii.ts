export const SPACE = 0x20;
export const LINE_FEED = 0x0a;
export const UNDERSCORE = 0x5f;
const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const CLOSING_PARENTHESIS = 0x29;

/** By code: 1 for a letter or digit, else 0. */
export const ASCII_IN_WORD = tableOf(/[a-z0-9]/i);
/** By code: itself, but a space for an underscore. */
export const WITHOUT_UNDERSCORES = Uint8Array.from({ length: 128 }, (_, code) =>
  code === UNDERSCORE ? SPACE : code,
);
/** Blanks within a line. */
const IS_BLANK = tableOf(/[^\S\n]/);
/** With which a line begins anew. */
const IS_MARK = tableOf(/[#|>*+-]/);

function tableOf(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));
}

/** What `beginsAnew` says of the line that begins at a place. */
export function beginsAnewAt(bytes: Uint8Array, from: number, end: number): boolean {
  let at = from;
  while (at < end && IS_BLANK[bytes[at] as number] === 1) at += 1;
  if (at === end) return false;
  if (IS_MARK[bytes[at] as number] === 1) return true;
  const first = at;
  while (at < end && isDigit(bytes[at] as number)) at += 1;
  return (
    at > first && at + 1 < end && isNumberEnd(bytes[at] as number) && IS_BLANK[bytes[at + 1] as number] === 1
  );
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isNumberEnd(code: number): boolean {
  return code === POINT || code === CLOSING_PARENTHESIS;
}
