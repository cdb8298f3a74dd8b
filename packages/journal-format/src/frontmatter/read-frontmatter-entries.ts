import { type Document, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, visit } from 'yaml';
import { JournalFormatError } from '../errors.js';
import { trimEnd } from '../trim-end.js';
import type { FrontmatterValue } from '../types.js';
import { isPlainSafe } from './is-plain-safe.js';
import { yamlDepth } from './yaml-depth.js';

/** One key of a frontmatter block. */
export interface FrontmatterEntry {
  value: FrontmatterValue;
  /** What is written there, if it is one scalar: `18:47`, and never 1127. */
  text: string | undefined;
  /** The same of each item, if it is a list of scalars. */
  texts: string[] | undefined;
}

export type FrontmatterEntries = Map<string, FrontmatterEntry>;

/** Most lists and maps in each other. A property of ours has half as many. */
const MAX_YAML_DEPTH = 32;

/** Aliases of one block at the most: each is looked for in the whole block. Ours have none. */
const MAX_ALIASES = 16;

/** Of a line without white space at its end. */
const FLAT_LINE = /^([A-Za-z_][\w-]*):(?: +(.*))?$/;
/** What the original programs wrote without looking at it: a key, a colon, whatever the value was. */
const RAW_LINE = /^([A-Za-z_][\w-]*):(?: (.*))?$/;
const NUMBER = /^[-+]?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * The keys of a frontmatter block, in their order.
 *
 * Flat blocks, which is what our writer and the original programs give, are read line by line; anything else
 * goes through a YAML reader. Where that refuses and every line is `key: text`, as the original Opta CLI wrote
 * `author: @me`, the text behind the colon is the value, of a key that stands twice the first one.
 *
 * @param yaml the text between the two lines of hyphens
 * @throws {JOURNAL_FORMAT_FRONTMATTER_INVALID} when no reading makes sense of it
 */
export function readFrontmatterEntries(yaml: string): FrontmatterEntries {
  return scanFlatBlock(yaml) ?? readYaml(yaml);
}

/** `undefined` as soon as a line is more than the flat subset. */
function scanFlatBlock(yaml: string): FrontmatterEntries | undefined {
  const entries: FrontmatterEntries = new Map();
  for (const line of yaml.split(/\r?\n/)) {
    if (line === '') continue;
    const [, key, source = ''] = FLAT_LINE.exec(trimEnd(line, ' \t')) ?? [];
    if (key === undefined || entries.has(key)) return undefined;
    const entry = scanValue(source);
    if (entry === undefined) return undefined;
    entries.set(key, entry);
  }
  return entries;
}

function scanValue(source: string): FrontmatterEntry | undefined {
  const first = source[0];
  if (first === '"') {
    const value = parseJson(source);
    return typeof value === 'string' ? textEntry(value) : undefined;
  }
  if (first === '[') {
    const value = parseJson(source);
    const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
    return isTexts ? { value, text: undefined, texts: value } : undefined;
  }
  if (source === '' || source === 'null') return { value: null, text: source, texts: undefined };
  if (source === 'true' || source === 'false')
    return { value: source === 'true', text: source, texts: undefined };
  if (NUMBER.test(source)) return { value: Number(source), text: source, texts: undefined };
  // 18:47, 00:02:54 and 2026-02-24 are texts in YAML 1.2.
  const isTime = /^\d[\d:-]*\d$/.test(source) && /[:-]/.test(source);
  return isTime || isPlainSafe(source) ? textEntry(source) : undefined;
}

function textEntry(text: string): FrontmatterEntry {
  return { value: text, text, texts: undefined };
}

function parseJson(source: string): FrontmatterValue | undefined {
  try {
    return JSON.parse(source);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readYaml(yaml: string): FrontmatterEntries {
  if (yamlDepth(yaml) > MAX_YAML_DEPTH) {
    const cause = new RangeError(`it is nested more than ${MAX_YAML_DEPTH} levels deep`);
    return readRawLines(yaml) ?? refuse(yaml, cause);
  }
  // Looking for a key that stands twice would take the square of their number.
  const document = parseDocument(yaml, {
    version: '1.2',
    prettyErrors: false,
    uniqueKeys: false,
    resolveKnownTags: false,
    logLevel: 'error',
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined || (document.contents !== null && !isMap(document.contents))) {
    return readRawLines(yaml) ?? refuse(yaml, problem);
  }
  try {
    assertFewAliases(document);
    return collectEntries(document);
  } catch (error) {
    // An alias that stands for nothing or for too much, and a value that holds itself.
    if (error instanceof ReferenceError || error instanceof RangeError) {
      return readRawLines(yaml) ?? refuse(yaml, error);
    }
    throw error;
  }
}

function assertFewAliases(document: Document.Parsed): void {
  let count = 0;
  visit(document, {
    Alias: () => {
      count += 1;
    },
  });
  if (count > MAX_ALIASES)
    throw new RangeError(`it has ${count} aliases, and at most ${MAX_ALIASES} are followed`);
}

function collectEntries(document: Document.Parsed): FrontmatterEntries {
  const entries: FrontmatterEntries = new Map();
  for (const { key, value } of isMap(document.contents) ? document.contents.items : []) {
    const name = textOf(key) ?? String(key);
    if (entries.has(name)) continue;
    const node = isAlias(value) ? value.resolve(document) : value;
    const text = node === null ? '' : textOf(node);
    const plain = isNode(value) ? value.toJS(document) : null;
    const isUnsayable = typeof plain === 'number' && !Number.isFinite(plain);
    entries.set(name, {
      value: isUnsayable && text !== undefined ? text : toPlainValue(plain),
      text,
      texts:
        isSeq(node) && node.items.every(isScalar) ? node.items.map((item) => textOf(item) ?? '') : undefined,
    });
  }
  return entries;
}

function textOf(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined;
  return node.type === 'PLAIN' ? (node.source ?? '') : String(node.value);
}

/** What JSON cannot say (a Date, a Map, a big number) becomes a text. */
function toPlainValue(value: unknown): FrontmatterValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(toPlainValue);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlainValue(inner)]));
  }
  return String(value);
}

function readRawLines(yaml: string): FrontmatterEntries | undefined {
  const entries: FrontmatterEntries = new Map();
  for (const line of yaml.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [, key, source = ''] = RAW_LINE.exec(line) ?? [];
    if (key === undefined) return undefined;
    if (!entries.has(key)) entries.set(key, scanValue(source) ?? textEntry(source));
  }
  return entries;
}

function refuse(yaml: string, cause: Error | undefined): never {
  const shown = JSON.stringify(yaml.slice(0, 200));
  throw new JournalFormatError(
    'JOURNAL_FORMAT_FRONTMATTER_INVALID',
    `The frontmatter ${shown} is no YAML with keys and values${cause === undefined ? '' : `: ${cause.message}`}. Mend it, or show the log as raw text.`,
    { yaml: yaml.slice(0, 200) },
    cause === undefined ? undefined : { cause },
  );
}
