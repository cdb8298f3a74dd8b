import {
  COLLECTION_WORDS,
  HARMLESS_KEY_WORDS,
  HARMLESS_LAST_WORDS,
  HARMLESS_TOKEN_WORDS,
  LAST_WORDS,
  NEUTRAL_LAST_WORDS,
  SECRET_ENDINGS,
  SECRET_KEY_WORDS,
  SECRET_TOKENS_WORDS,
  SECRET_WORDS,
  WEAK_WORDS,
} from './name-tables.js';
import { splitWords } from './split-words.js';

/** What the name of a field says of its value. */
export interface NameVerdict {
  /** What a replacement calls it: `password`. */
  kind: string;
  /** The name alone is enough; else the value must look random as well. */
  isCertain: boolean;
  /** Every text inside of it is a secret. */
  isCollection: boolean;
  /** The policy leaves out what the field holds. */
  isOmitted?: boolean;
}

const DIGITS = /^\p{N}+$/u;
const TRAILING_DIGITS = /\p{N}+$/u;

/** Judges a name, however it is written. Undefined where it bears no secret. */
export function classifyName(name: string): NameVerdict | undefined {
  const all = splitWords(name);
  const parts = withoutNeutralEnd(all);
  const last = parts.at(-1);
  if (last === undefined || HARMLESS_LAST_WORDS.has(last)) return undefined;
  const kind = certainKind(parts, last);
  if (kind !== undefined) return { kind, isCertain: true, isCollection: COLLECTION_WORDS.has(last) };
  const weakKind = weakKindOf(parts, last);
  return weakKind === undefined ? undefined : { kind: weakKind, isCertain: false, isCollection: false };
}

function withoutNeutralEnd(all: readonly string[]): string[] {
  const parts = [...all];
  while (parts.length > 1 && isNeutral(parts.at(-1) as string)) parts.pop();
  const last = parts.pop();
  return last === undefined ? parts : [...parts, last.replace(TRAILING_DIGITS, '') || last];
}

function isNeutral(word: string): boolean {
  return (
    DIGITS.test(word) ||
    NEUTRAL_LAST_WORDS.has(word) ||
    NEUTRAL_LAST_WORDS.has(word.replace(TRAILING_DIGITS, ''))
  );
}

function certainKind(parts: readonly string[], last: string): string | undefined {
  // The last one says what it is: a cookie secret is a secret.
  for (const word of [...parts].reverse()) {
    const kind = SECRET_WORDS.get(word);
    if (kind !== undefined) return kind;
  }
  const before = parts.at(-2);
  if (last === 'token')
    return before !== undefined && !HARMLESS_TOKEN_WORDS.has(before) ? 'token' : undefined;
  if (last === 'tokens') return before !== undefined && SECRET_TOKENS_WORDS.has(before) ? 'token' : undefined;
  if (last === 'key' || last === 'keys') {
    if (before === undefined || !SECRET_KEY_WORDS.has(before)) return undefined;
    return before === 'api' ? 'api-key' : 'key';
  }
  return LAST_WORDS.get(last) ?? gluedKind(last);
}

/** `dbpassword`, `hftoken`, but not `subtoken`. */
function gluedKind(word: string): string | undefined {
  for (const [ending, kind] of SECRET_ENDINGS) {
    if (!word.endsWith(ending)) continue;
    const front = word.slice(0, -ending.length);
    return ending === 'token' && (front === '' || HARMLESS_TOKEN_WORDS.has(front)) ? undefined : kind;
  }
  return undefined;
}

function weakKindOf(parts: readonly string[], last: string): string | undefined {
  const before = parts.at(-2) ?? '';
  if ((last === 'key' || last === 'keys') && HARMLESS_KEY_WORDS.has(before)) return undefined;
  if (last === 'token' && HARMLESS_TOKEN_WORDS.has(before)) return undefined;
  return WEAK_WORDS.get(last);
}
