import { trimEnd } from '../trim-end.js';
import type { FrontmatterValue } from '../types.js';
import { type FrontmatterEntry, MAX_YAML_DEPTH } from './frontmatter-entries.js';
import { parseJson } from './parse-json.js';

/** What the core schema takes for something else than a text. Source: YAML 1.2.2, section 10.3.2. */
const KEYWORDS = new Map<string, null | boolean>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
/** The same of numbers. */
const NUMBER = /^(?:[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[\da-fA-F]+)$/;

/** A text without quotes: no indicator, sign or dot first (`-.inf`), no `: `, no ` #`, no colon at the end. */
const PLAIN = /^[^ .+\-?:,[\]{}#&*!|>'"%@`](?:[^:#]|:(?! |$)|(?<! )#)*$/;
const COMMENT = /(?:^| )#/;
const PLAIN_JSON = /^"[^"\\\0-\x1f]*"$/;
/** A quoted text, alone on the rest of its line but for a comment. */
const QUOTED = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?: +#.*)?$/;
/** An item of a flow list, quoted or not, and what stands behind it. */
const FLOW_ITEM = /(?: *("(?:[^"\\]|\\.)*"|'(?:[^']|'')*') *|([^,[\]{}]*))([,\]])/y;
const LEADING_SPACES = /^ +/;
const FLOW_END = /^(?: +#.*)?$/;

/**
 * The value of a key or an item as far as one line says it: a plain or quoted scalar, a flow list of such, or
 * JSON. It is what a YAML 1.2 reader gives.
 *
 * @param source without white space at its ends
 * @returns `undefined` for everything else
 */
export function scanFlatValue(source: string): FrontmatterEntry | undefined {
  switch (source[0]) {
    case '[':
      return scanFlowList(source) ?? scanJson(source);
    case '{':
      return scanJson(source);
    case '"':
      // Most have no comment.
      return (source.endsWith('"') ? scanQuoted(source) : undefined) ?? scanQuoted(QUOTED.exec(source)?.[1]);
    case "'":
      return scanQuoted(QUOTED.exec(source)?.[1]);
    default:
      return scanPlain(withoutComment(source));
  }
}

/** A text in quotes, which may have only those escapes that JSON has too. */
export function unquote(quoted: string): string | undefined {
  if (quoted.startsWith("'")) return quoted.slice(1, -1).replaceAll("''", "'");
  // Ours mostly have no escapes.
  if (PLAIN_JSON.test(quoted)) return quoted.slice(1, -1);
  const value = parseJson(quoted);
  return typeof value === 'string' ? value : undefined;
}

function scanQuoted(quoted: string | undefined): FrontmatterEntry | undefined {
  const text = quoted === undefined ? undefined : unquote(quoted);
  return text === undefined ? undefined : { value: text, text, texts: undefined };
}

function scanPlain(text: string): FrontmatterEntry | undefined {
  const keyword = KEYWORDS.get(text);
  if (keyword !== undefined) return { value: keyword, text, texts: undefined };
  if (!NUMBER.test(text)) return PLAIN.test(text) ? { value: text, text, texts: undefined } : undefined;
  const number = Number(text);
  return Number.isFinite(number) ? { value: number, text, texts: undefined } : undefined;
}

function withoutComment(source: string): string {
  const start = source.includes('#') ? source.search(COMMENT) : -1;
  return start === -1 ? source : trimEnd(source.slice(0, start), ' ');
}

function scanFlowList(source: string): FrontmatterEntry | undefined {
  const values: FrontmatterValue[] = [];
  const texts: string[] = [];
  let end = /^\[ *\]/.exec(source)?.[0].length ?? 0;
  for (let start = 1; end === 0; start = FLOW_ITEM.lastIndex) {
    FLOW_ITEM.lastIndex = start;
    const [, quoted, plain = '', delimiter] = FLOW_ITEM.exec(source) ?? [];
    const item = quoted === undefined ? scanFlowPlain(plain) : scanQuoted(quoted);
    if (item?.text === undefined) return undefined;
    values.push(item.value);
    texts.push(item.text);
    if (delimiter === ']') end = FLOW_ITEM.lastIndex;
  }
  return FLOW_END.test(source.slice(end)) ? { value: values, text: undefined, texts } : undefined;
}

/** Between two commas something stands. */
function scanFlowPlain(source: string): FrontmatterEntry | undefined {
  const text = trimEnd(source, ' ').replace(LEADING_SPACES, '');
  return text === '' ? undefined : scanPlain(text);
}

/** Our writer's form of what no list of scalars is. */
function scanJson(source: string): FrontmatterEntry | undefined {
  const value = parseJson(source);
  // The block itself is one level.
  if (value === undefined || !isWithin(value, MAX_YAML_DEPTH - 1)) return undefined;
  return { value, text: undefined, texts: undefined };
}

/** Whether a value has no more levels, and no number beyond what a number can be. */
function isWithin(value: FrontmatterValue, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isWithin(inner, depth - 1));
}
