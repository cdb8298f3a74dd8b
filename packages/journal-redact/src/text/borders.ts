import { COLOUR } from './terminal-colour.js';

const ESCAPE_LETTERS = 'nrtbf';
/** Enough for `\u001b[38;5;196m` and `%3D`. */
const LOOK_BEHIND = 20;
const ENDS_WITH_CODE = new RegExp(String.raw`(?:${COLOUR}|%[\dA-Fa-f]{2}|\\u[\da-f]{4})$`);

/**
 * Whether a word may begin here: after the start, a character that is none of a word, a terminal's colour, or an
 * escape such as `\n` and `%3D`, whose last letter only looks like a part of the word.
 */
export function isWordStart(text: string, at: number): boolean {
  if (at === 0 || !isWordCode(text.charCodeAt(at - 1))) return true;
  if (isEmphasis(text, at - 1)) return true;
  if (text[at - 2] === '\\' && ESCAPE_LETTERS.includes(text[at - 1] as string)) return true;
  return mayEndCode(text, at) && ENDS_WITH_CODE.test(text.slice(Math.max(0, at - LOOK_BEHIND), at));
}

/** A quick look for what `ENDS_WITH_CODE` needs. */
function mayEndCode(text: string, at: number): boolean {
  return text[at - 1] === 'm' || text[at - 3] === '%' || text[at - 5] === 'u';
}

/** `_word_` and `__word__` of markdown. */
function isEmphasis(text: string, at: number): boolean {
  if (text[at] !== '_') return false;
  const before = text[at - 1] === '_' ? at - 2 : at - 1;
  return before < 0 || !isWordCode(text.charCodeAt(before));
}

/** ASCII letters, digits and `_`. */
export function isWordCode(code: number): boolean {
  return isLetterCode(code) || (code >= 48 && code <= 57) || code === 95;
}

export function isLetterCode(code: number): boolean {
  const folded = code | 32;
  return folded >= 97 && folded <= 122;
}
