import { NAME_TABLES, type NameTables } from './name-tables.js';
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
export function classifyName(name: string, tables: NameTables = NAME_TABLES): NameVerdict | undefined {
  const all = splitWords(name);
  const parts = withoutNeutralEnd(all, tables);
  const last = parts.at(-1);
  if (last === undefined || tables.harmlessLastWords.has(last)) return undefined;
  const kind = certainKind(parts, last, tables);
  if (kind !== undefined) return { kind, isCertain: true, isCollection: tables.collectionWords.has(last) };
  const weakKind = weakKindOf(parts, last, tables);
  return weakKind === undefined ? undefined : { kind: weakKind, isCertain: false, isCollection: false };
}

function withoutNeutralEnd(all: readonly string[], tables: NameTables): string[] {
  const parts = [...all];
  while (parts.length > 1 && isNeutral(parts.at(-1) as string, tables)) parts.pop();
  const last = parts.pop();
  return last === undefined ? parts : [...parts, last.replace(TRAILING_DIGITS, '') || last];
}

function isNeutral(word: string, { neutralLastWords }: NameTables): boolean {
  return (
    DIGITS.test(word) || neutralLastWords.has(word) || neutralLastWords.has(word.replace(TRAILING_DIGITS, ''))
  );
}

function certainKind(parts: readonly string[], last: string, tables: NameTables): string | undefined {
  // The last one says what it is: a cookie secret is a secret.
  for (const word of [...parts].reverse()) {
    const kind = tables.secretWords.get(word);
    if (kind !== undefined) return kind;
  }
  const before = parts.at(-2);
  if (last === 'token')
    return before !== undefined && !tables.harmlessTokenWords.has(before) ? 'token' : undefined;
  if (last === 'tokens')
    return before !== undefined && tables.secretTokensWords.has(before) ? 'token' : undefined;
  if (last === 'key' || last === 'keys') {
    if (before === undefined || !tables.secretKeyWords.has(before)) return undefined;
    return before === 'api' ? 'api-key' : 'key';
  }
  return tables.lastWords.get(last) ?? gluedKind(last, tables);
}

/** `dbpassword`, `hftoken`, but not `subtoken`. */
function gluedKind(word: string, tables: NameTables): string | undefined {
  for (const [ending, kind] of tables.secretEndings) {
    if (!word.endsWith(ending)) continue;
    const front = word.slice(0, -ending.length);
    return ending === 'token' && (front === '' || tables.harmlessTokenWords.has(front)) ? undefined : kind;
  }
  return undefined;
}

function weakKindOf(parts: readonly string[], last: string, tables: NameTables): string | undefined {
  const before = parts.at(-2) ?? '';
  if ((last === 'key' || last === 'keys') && tables.harmlessKeyWords.has(before)) return undefined;
  if (last === 'token' && tables.harmlessTokenWords.has(before)) return undefined;
  return tables.weakWords.get(last);
}
