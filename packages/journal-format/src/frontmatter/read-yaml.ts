import { type Document, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, visit } from 'yaml';
import { JournalFormatError } from '../errors.js';
import type { FrontmatterValue } from '../types.js';
import { type FrontmatterEntries, MAX_YAML_DEPTH } from './frontmatter-entries.js';
import { readRawLines } from './read-raw-lines.js';
import { yamlDepth } from './yaml-depth.js';

/** Aliases of one block at the most: each is looked for in the whole block. Ours have none. */
const MAX_ALIASES = 16;

/**
 * The keys of a frontmatter block, in their order, as YAML 1.2 says them. Where that is refused and every line is
 * `key: text`, as the original Opta CLI wrote `author: @me`, the text behind the colon is the value, of a key that
 * stands twice the first one.
 *
 * @param yaml the text between the two lines of hyphens
 * @throws {JOURNAL_FORMAT_FRONTMATTER_INVALID} when no reading makes sense of it
 */
export function readYaml(yaml: string): FrontmatterEntries {
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

function refuse(yaml: string, cause: Error | undefined): never {
  const shown = JSON.stringify(yaml.slice(0, 200));
  throw new JournalFormatError(
    'JOURNAL_FORMAT_FRONTMATTER_INVALID',
    `The frontmatter ${shown} is no YAML with keys and values${cause === undefined ? '' : `: ${cause.message}`}. Mend it, or show the log as raw text.`,
    { yaml: yaml.slice(0, 200) },
    cause === undefined ? undefined : { cause },
  );
}
