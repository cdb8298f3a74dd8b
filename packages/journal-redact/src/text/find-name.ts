import type { NameVerdict } from '../names/classify-name.js';
import { type NameCache, needsWordBefore } from '../names/name-cache.js';
import { isLetterCode, isWordCode } from './borders.js';
import type { ScanState } from './finding.js';
import { COLOUR } from './terminal-colour.js';

/** A longer run of name characters is judged by the part around the literal. */
const MAX_REACH = 64;
/** What stands in it names what was there. */
const REPLACEMENT = '[redacted:';
const HYPHEN = 45;
const DOT = 46;
const COLOUR_END = new RegExp(String.raw`${COLOUR}([\w.-]*)$`);
const MAX_COLOUR_LENGTH = 24;
const WORD_BEFORE = /[A-Za-z]{2,20}[ ]$/;

/** A name of a secret in a text. */
export interface FoundName {
  from: number;
  to: number;
  verdict: NameVerdict;
}

/**
 * The name that a literal is a part of, if it is one of a secret.
 *
 * @param isWhole - the literal is no front of another word
 */
export function findName(
  state: ScanState,
  names: NameCache,
  { at, end, isWhole }: { at: number; end: number; isWhole: boolean },
): FoundName | undefined {
  const { text } = state;
  if (at < state.nameEnd || (isWhole && goesOn(text, end))) return undefined;
  let from = at;
  while (from > 0 && at - from < MAX_REACH && isNameCode(text, from - 1)) from -= 1;
  let to = end;
  while (to < text.length && to - end < MAX_REACH && isNameCode(text, to)) to += 1;
  while (isPunctuation(text.charCodeAt(to - 1))) to -= 1;
  state.nameEnd = to;
  from = afterColour(text, from, at);
  if (text.startsWith(REPLACEMENT, from - REPLACEMENT.length)) return undefined;
  const verdict = names.verdictOf(nameOf(text, from, to));
  return verdict === undefined ? undefined : { from, to, verdict };
}

/** A terminal's colour ends with a letter, which is none of the name. */
function afterColour(text: string, from: number, at: number): number {
  const code = COLOUR_END.exec(text.slice(Math.max(0, from - MAX_COLOUR_LENGTH), at));
  return code === null ? from : Math.max(from, at - (code[1] ?? '').length);
}

/** The literal is the front of another word, as in `tokenizer` and `TOKENIZERS`; but see `tokens` and `authKey`. */
function goesOn(text: string, end: number): boolean {
  const next = text.charCodeAt(end);
  if (!isLetterCode(next) || (next | 32) === 115) return false;
  const isLower = next >= 97;
  // `PWDValue` is two words.
  if (!isLower && text.charCodeAt(end + 1) >= 97) return false;
  const last = text.charCodeAt(end - 1);
  return isLower === last >= 97 && !isLongWord(text, end);
}

/** Literals that are only the front of a word of the tables. */
function isLongWord(text: string, end: number): boolean {
  const six = text.slice(Math.max(0, end - 6), end).toLowerCase();
  return /(?:passw|phpsess|contrase|licen|auth|secret|cookie|passphrase|credential|pass)$/.test(six);
}

function isNameCode(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (!isWordCode(code) && !isPunctuation(code)) return false;
  // The letter of an escape is none of the name: `\nHF_TOKEN`.
  return !(at > 0 && text[at - 1] === '\\' && 'nrt'.includes(text[at] as string));
}

function isPunctuation(code: number): boolean {
  return code === HYPHEN || code === DOT;
}

function nameOf(text: string, from: number, to: number): string {
  const name = text.slice(from, to);
  if (!needsWordBefore(name)) return name;
  const before = WORD_BEFORE.exec(text.slice(Math.max(0, from - 21), from))?.[0];
  return before === undefined ? name : before + name;
}
