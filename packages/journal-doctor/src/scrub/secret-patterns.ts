import { slugify } from '@opta/journal-format';
import {
  MAX_NAME_BYTES,
  MAX_SLUG_CHARACTERS,
  MIN_CUT_NAME_CHARACTERS,
  MIN_SECRET_CHARACTERS,
} from '../constants.js';

/** How a secret is written where it stands. */
export type SecretForm = 'raw' | 'markup' | 'json' | 'json-twice' | 'url' | 'base64' | 'name';

/** Sources of regular expressions, which match a secret in one form. */
export interface SecretPattern {
  form: SecretForm;
  source: string;
  /** Most characters that it matches or looks at. */
  longest: number;
}

/** The end of a name, with the number of a copy and its ending or without. */
const NAME_END = '(?=(?:-\\d{1,4})?(?:\\.|$|[^\\w.-]))';
const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** White space in markdown: folded, in a list or a quotation, or as entities. */
const WHITE_SPACE = '(?:[ \\t\\r\\n>]|&#x(?:[Dd9]|[Aa]|20);)';
/** Characters of one of its parts. */
const LONGEST_WHITE_SPACE = 6;
/** Most parts of it that may stand for one character: deeper lists are none of ours. */
const MAX_INDENT = 40;
/** What one character takes at the most: an entity. */
const LONGEST_ENTITY = 8;

/** Every form in which a secret is looked for, the secret itself first. */
export function patternsOf(secret: string): SecretPattern[] {
  const literals = new Map<string, SecretForm>();
  const add = (form: SecretForm, ...texts: readonly string[]) => {
    for (const text of texts) if (text !== secret && !literals.has(text)) literals.set(text, form);
  };
  const json = escapedForJson(secret);
  add('json', ...json);
  add('json-twice', ...json.flatMap(escapedForJson));
  add('base64', ...base64Of(secret));
  return [
    markupPattern(secret),
    urlPattern(secret),
    ...[...literals].map(([text, form]) => ({ form, source: escapePattern(text), longest: text.length })),
  ];
}

/** The secret as plain text of several lines; undefined if it has one line. */
export function linesPattern(secret: string): SecretPattern | undefined {
  if (!/[\r\n]/.test(secret)) return undefined;
  const lines = secret.split(/\r\n|\r|\n/);
  return {
    form: 'raw',
    source: lines.map(escapePattern).join(`\\r?\\n[ \\t]{0,${MAX_INDENT}}`),
    longest: secret.length + (MAX_INDENT + 2) * lines.length,
  };
}

/** The secret in the name of a log, also cut at its end; undefined where a name would not show it. */
export function namePattern(secret: string): SecretPattern | undefined {
  const slug = slugify(secret, { maxLength: MAX_SLUG_CHARACTERS });
  if (slug.length < MIN_SECRET_CHARACTERS) return undefined;
  // Of a text without a letter or digit that a name can hold only a hash is left.
  if (slug.startsWith('untitled-') && !/untitled/i.test(secret)) return undefined;
  // Only behind a date, so that words of a text are not taken for parts of a name.
  const whole = `${slug}${behindDate(0)}`;
  const cut = beginningsOf(slug).map((part) => `${part}${NAME_END}${behindDate(MIN_CUT_NAME_CHARACTERS)}`);
  return { form: 'name', source: `(?:${[whole, ...cut].join('|')})`, longest: MAX_NAME_BYTES };
}

/** Beginnings of a slug that a name cut off, the longest first: half of it at the least. */
function beginningsOf(slug: string): string[] {
  const shortest = Math.max(MIN_SECRET_CHARACTERS, Math.ceil(slug.length / 2));
  const lengths = Array.from({ length: slug.length - shortest }, (_, index) => slug.length - 1 - index);
  return [...new Set(lengths.map((length) => slug.slice(0, length).replace(/-$/, '')))];
}

/** That what stands before is the name of a log, with so many characters after its date. */
function behindDate(minCharacters: number): string {
  return `(?<=\\d{4}-\\d{2}-\\d{2}[-_][a-z\\d-]{${minCharacters},${MAX_NAME_BYTES}})`;
}

/** The secret itself, also with the escapes of markdown and HTML. */
function markupPattern(secret: string): SecretPattern {
  let source = '';
  let longest = 0;
  for (const [part] of secret.matchAll(/[ \t\r\n\f\v]+|[^ \t\r\n\f\v]/gu)) {
    const pattern = part.trim() === '' ? whiteSpacePattern(part) : characterPattern(part);
    source += pattern.source;
    longest += pattern.longest;
  }
  return { form: 'raw', source, longest };
}

function whiteSpacePattern(run: string): { source: string; longest: number } {
  const most = run.length * MAX_INDENT;
  return {
    source: `(?:${WHITE_SPACE}{1,${most}}|${escapePattern(run)})`,
    longest: most * LONGEST_WHITE_SPACE,
  };
}

function characterPattern(character: string): { source: string; longest: number } {
  const literal = escapePattern(character);
  if (!PUNCTUATION.test(character)) return { source: literal, longest: character.length };
  const code = character.charCodeAt(0);
  const entities = [`#x0{0,2}${hexPattern(code)}`, `#0?${code}`];
  const named = ENTITIES[character];
  if (named !== undefined) entities.push(named);
  return { source: `(?:&(?:${entities.join('|')});|\\\\?${literal})`, longest: LONGEST_ENTITY };
}

/** As JavaScript, Python and PHP write a text into JSON. */
function escapedForJson(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1);
  const ascii = plain.replaceAll(/[\u0080-\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  const upper = ascii.replaceAll(/\\u[\da-f]{4}/g, (unit) => `\\u${unit.slice(2).toUpperCase()}`);
  return [plain, ascii, upper].flatMap((one) => [one, one.replaceAll('/', '\\/')]);
}

/** As a part of a URL or a form: what is escaped there depends on who writes it. */
function urlPattern(secret: string): SecretPattern {
  let source = '';
  let longest = 0;
  for (const [character] of secret.matchAll(/[\s\S]/gu)) {
    const bytes = [...Buffer.from(character)].map((byte) => `%${hexPattern(byte)}`);
    const plus = character === ' ' ? '|\\+' : '';
    const isPlain = /[A-Za-z\d]/.test(character);
    source += isPlain ? character : `(?:${bytes.join('')}|${escapePattern(character)}${plus})`;
    longest += isPlain ? 1 : '%00'.length * bytes.length;
  }
  return { form: 'url', source, longest };
}

/** Two hexadecimal digits, large or small. */
function hexPattern(byte: number): string {
  const digits = byte.toString(16).padStart(2, '0');
  return digits.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** By itself, and as a part of something longer: that has three ways to fall on groups of three bytes. */
function base64Of(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const parts = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    return encoded.slice(offset === 0 ? 0 : offset + 1, whole);
  });
  const all = [bytes.toString('base64'), ...parts];
  return all.flatMap((one) => [one, one.replaceAll('+', '-').replaceAll('/', '_')]);
}

function escapePattern(text: string): string {
  return text.replaceAll(SPECIAL, '\\$&');
}
