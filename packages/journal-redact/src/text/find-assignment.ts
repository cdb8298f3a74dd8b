import type { NameCache } from '../names/name-cache.js';
import { type FoundName, findName } from './find-name.js';
import { type Finder, type Finding, RANK, type ScanState } from './finding.js';
import { isPlaceholder } from './is-placeholder.js';
import { looksRandom } from './looks-random.js';
import { type FoundValue, readQuoted, readValue } from './read-value.js';

const COLOUR = String.raw`(?:\u001b|\\u001b|\\x1b|\\e|\\033)\[[\d;]{0,12}m`;
const CLOSING = String.raw`(?:\\{0,15}["'\x60]|\*{1,2}|[\])}]|${COLOUR})`;
/** Between a name and its value: quotes and brackets that close, the sign, and colours. */
const SIGN = new RegExp(
  String.raw`(${CLOSING}{0,4})[ \t]{0,4}(=>|:=|={1,3}|:|%3[Dd]|%3[Aa])((?:[ \t]|\*{1,2}|${COLOUR}){0,8})`,
  'y',
);
/** `"password", "…"` */
const COMMA = /\\{0,15}["'`],[ \t]{0,4}(?=\\{0,15}["'`])/y;
const SPACES = /[ \t]{1,8}/y;
const QUOTE = /["'`]/;
const SCHEME = /(?:basic|bearer|digest|negotiate|token|bot|apikey|key|aws4-hmac-sha256)[ \t]{1,4}/iy;
const HEADER_LINE = /(?:[^\r\n"'`\\\u001b]|\\(?![nr"'`u]))+/y;
const NEAR = /(?:[ \t]{1,4}[\w'"`:(=-]{1,12}){0,3}?[ \t:("'`<=]{1,4}([\w+/.~-]{16,512})/y;
/** In prose a word without digits is only a word. */
const PLAIN_WORD = /^[a-z-]{1,15}[.,;:!?]?$/i;
const LINE_START = /(?:^|\n|\\n)[ \t]{0,16}(?:[-<>] |export )?$/;
const LINE = /[^\r\n]+/y;
const ESCAPED_LINE = /(?:[^\r\n"\\]|\\(?![nr])[^\r\n])+/y;
const COLOURED = /[^\r\n\u001b]+/y;
const ESCAPED_COLOURED = /(?:[^\r\n"\\]|\\(?!u001b|x1b|e\[|033)[^\r\n])+/y;
const FIRST_WORD = /\S+/;
const MAX_ELEMENT = 4_096;
const NETRC = /login[ \t]+\S{1,128}[ \t]+$/;

/** What is given to a name of a secret: `name=value`, `"name": "value"`, `--name value`, a header, `<name>value</`. */
export function createAssignmentFinder(names: NameCache, isWhole: boolean): Finder {
  return (state, at, end) => {
    if (at < state.valueEnd) return undefined;
    const name = findName(state, names, { at, end, isWhole });
    // What a policy leaves out are fields: a word in a text is none.
    const finding =
      name === undefined || name.verdict.isOmitted === true ? undefined : findValue(state, name);
    if (name === undefined || finding === undefined) return undefined;
    state.valueEnd = finding.to;
    return { ...finding, contextFrom: name.from };
  };
}

function findValue(state: ScanState, name: FoundName): Finding | undefined {
  return (
    afterSign(state, name) ??
    afterFlag(state, name) ??
    afterSpace(state, name) ??
    inElement(state, name) ??
    near(state, name)
  );
}

function afterSign(state: ScanState, name: FoundName): Finding | undefined {
  const { text } = state;
  SIGN.lastIndex = name.to;
  const [, closing = '', sign = '', space = ''] = SIGN.exec(text) ?? [];
  if (sign === '') return undefined;
  const from = SIGN.lastIndex;
  const { kind } = name.verdict;
  if (kind === 'authorization') return credentialOfHeader(text, from, kind);
  if (kind === 'cookie') return restOfLine(text, from, kind);
  const value = readWhole(state, name, { from, space }) ?? readValue(text, from);
  if (value === undefined) return undefined;
  const isProse = sign === ':' && space !== '' && closing === '' && !isQuoted(value);
  return isSecretValue(text, value, name, isProse) ? found(value, kind) : undefined;
}

function isQuoted(value: object): boolean {
  return 'isQuoted' in value && value.isQuoted === true;
}

/** `Bearer …`, `Basic …`, or a credential without the name of a scheme. */
function credentialOfHeader(text: string, from: number, kind: string): Finding | undefined {
  const quoted = readQuoted(text, from);
  if (quoted !== undefined)
    return isPlaceholder(text.slice(quoted.from, quoted.to)) ? undefined : found(quoted, kind);
  SCHEME.lastIndex = from;
  const start = SCHEME.test(text) ? SCHEME.lastIndex : from;
  const value = readValue(text, start);
  if (value === undefined) return undefined;
  const credential = text.slice(value.from, value.to);
  if (isPlaceholder(credential) || (start === from && PLAIN_WORD.test(credential))) return undefined;
  // `Digest username="…", response="…"` and `Credential=…, Signature=…` have further parts.
  return credential.includes('=') && text[value.to] === ','
    ? restOfLine(text, start, kind)
    : found(value, kind);
}

function restOfLine(text: string, from: number, kind: string): Finding | undefined {
  HEADER_LINE.lastIndex = from;
  const line = HEADER_LINE.exec(text)?.[0];
  if (line === undefined) return readQuotedLine(text, from, kind);
  return isPlaceholder(line) ? undefined : found({ from, to: from + line.trimEnd().length }, kind);
}

function readQuotedLine(text: string, from: number, kind: string): Finding | undefined {
  const value = readValue(text, from);
  return value === undefined || isPlaceholder(text.slice(value.from, value.to))
    ? undefined
    : found(value, kind);
}

/**
 * A value that may have spaces in it: in one of several lines that begin with a name, to the end of the line, and
 * between two colours of a terminal.
 */
function readWhole(
  { text, hasLines }: ScanState,
  name: FoundName,
  { from, space }: { from: number; space: string },
): Finding | undefined {
  if (!name.verdict.isCertain || QUOTE.test(text.charAt(from))) return undefined;
  if (space.includes('[')) {
    return readLine(space.includes('\u001b') ? COLOURED : ESCAPED_COLOURED, text, from, name);
  }
  const before = text.slice(Math.max(0, name.from - 32), name.from);
  if (!hasLines || !LINE_START.test(before)) return undefined;
  const isEscaped = before.endsWith('\\n') || !text.includes('\n');
  return readLine(isEscaped ? ESCAPED_LINE : LINE, text, from, name);
}

function readLine(line: RegExp, text: string, from: number, { verdict }: FoundName): Finding | undefined {
  line.lastIndex = from;
  const value = line.exec(text)?.[0].trimEnd();
  const first = value === undefined ? undefined : FIRST_WORD.exec(value)?.[0];
  if (value === undefined || first === undefined || isPlaceholder(first)) return undefined;
  return found({ from, to: from + value.length }, verdict.kind);
}

/** `--name value` and `-name value`. */
function afterFlag({ text }: ScanState, name: FoundName): Finding | undefined {
  if (text[name.from] !== '-') return undefined;
  SPACES.lastIndex = name.to;
  if (!SPACES.test(text)) return undefined;
  const value = readValue(text, SPACES.lastIndex);
  if (value === undefined || text[value.from] === '-') return undefined;
  return isSecretValue(text, value, name, false) ? found(value, name.verdict.kind) : undefined;
}

/** `PASSWORD '…'`, `"password", "…"`, and `login … password …` of a .netrc. */
function afterSpace({ text }: ScanState, name: FoundName): Finding | undefined {
  const value =
    quotedAfter(text, name.to, COMMA) ?? quotedAfter(text, name.to, SPACES) ?? netrcValue(text, name);
  if (value === undefined || !name.verdict.isCertain) return undefined;
  const secret = text.slice(value.from, value.to);
  if (isPlaceholder(secret) || (value.isQuoted && PLAIN_WORD.test(secret))) return undefined;
  return found(value, name.verdict.kind);
}

function quotedAfter(text: string, at: number, between: RegExp): FoundValue | undefined {
  between.lastIndex = at;
  return between.test(text) ? readQuoted(text, between.lastIndex) : undefined;
}

function netrcValue(text: string, name: FoundName): FoundValue | undefined {
  if (!NETRC.test(text.slice(Math.max(0, name.from - 160), name.from))) return undefined;
  SPACES.lastIndex = name.to;
  return SPACES.test(text) ? readValue(text, SPACES.lastIndex) : undefined;
}

/** `<password>…</password>` */
function inElement({ text }: ScanState, name: FoundName): Finding | undefined {
  if (text[name.from - 1] !== '<' || text[name.to] !== '>') return undefined;
  const from = name.to + 1;
  const content = text.slice(from, from + MAX_ELEMENT);
  const length = content.indexOf('</');
  if (length === -1 || isPlaceholder(content.slice(0, length))) return undefined;
  return found({ from, to: from + length }, name.verdict.kind);
}

/** A few words after the name stands something that looks random. */
function near({ text }: ScanState, name: FoundName): Finding | undefined {
  NEAR.lastIndex = name.to;
  const value = NEAR.exec(text)?.[1];
  if (value === undefined || !looksRandom(value)) return undefined;
  const to = NEAR.lastIndex;
  return found({ from: to - value.length, to }, name.verdict.kind);
}

function isSecretValue(
  text: string,
  value: { from: number; to: number },
  { verdict }: FoundName,
  isProse: boolean,
): boolean {
  const secret = text.slice(value.from, value.to);
  if (isPlaceholder(secret)) return false;
  if (!verdict.isCertain) return looksRandom(secret);
  if (verdict.kind === 'pin') return /\d{4}/.test(secret);
  if (!isProse) return true;
  // "secret: missing from the configuration", but not "secret: swordfish".
  const isFollowed = /^[ \t]+[a-z]/.test(text.slice(value.to, value.to + 4));
  return !(isFollowed && PLAIN_WORD.test(secret));
}

function found({ from, to }: { from: number; to: number }, kind: string): Finding {
  return { from, to, kind, rank: RANK.named };
}
