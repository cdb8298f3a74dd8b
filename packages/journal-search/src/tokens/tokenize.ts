import { MAX_TOKEN_CHARACTERS } from '../constants.js';
import { foldText, hasNonAscii } from './fold-text.js';

const ASCII_WORD = /[a-z0-9]+/g;
/** Scripts that put no space between words: each of their characters is a token. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const WORD = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
/** What folding may bring into a word: ½ becomes 1⁄2. */
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;

/** Told of a token and of where it stands in the text, in UTF-16 units. */
export type OnToken = (token: string, from: number, to: number) => void;

/**
 * Gives every token of a text in its order. The index, the scan and the query all take their tokens from here, so
 * that they cannot differ. A token is a run of letters and digits; `_`, `-`, `.` and `/` separate, so `model_loaded`
 * is `model` and `loaded` after each other.
 *
 * @param text - in the normal form NFC
 */
export function forEachToken(text: string, onToken: OnToken): void {
  if (hasNonAscii(text)) forEachUnicodeToken(text, onToken);
  else forEachAsciiToken(text, onToken);
}

/** The tokens of a text in their order. */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  forEachToken(text, (token) => tokens.push(token));
  return tokens;
}

function forEachAsciiToken(text: string, onToken: OnToken): void {
  for (const match of text.toLowerCase().matchAll(ASCII_WORD)) {
    const [word] = match;
    onToken(word.slice(0, MAX_TOKEN_CHARACTERS), match.index, match.index + word.length);
  }
}

function forEachUnicodeToken(text: string, onToken: OnToken): void {
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    for (const token of foldText(word).split(BETWEEN_WORDS)) {
      if (token === '') continue;
      onToken(token.slice(0, MAX_TOKEN_CHARACTERS), match.index, match.index + word.length);
    }
  }
}
