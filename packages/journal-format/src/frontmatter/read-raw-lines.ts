import type { FrontmatterValue } from '../types.js';
import type { FrontmatterEntries, FrontmatterEntry } from './frontmatter-entries.js';
import { parseJson } from './parse-json.js';

/** What the original programs wrote without looking at it: a key, a colon, whatever the value was. */
const RAW_LINE = /^([A-Za-z_][\w-]*):(?: (.*))?$/;
const NUMBER = /^[-+]?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * A block that is no YAML, and of which every line is `key: text`. What stands behind the colon is the value,
 * where it is no JSON; of a key that stands twice the first one.
 *
 * @returns `undefined` where a line is anything else
 */
export function readRawLines(yaml: string): FrontmatterEntries | undefined {
  const entries: FrontmatterEntries = new Map();
  for (const line of yaml.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [, key, source = ''] = RAW_LINE.exec(line) ?? [];
    if (key === undefined) return undefined;
    if (!entries.has(key)) entries.set(key, readRawValue(source));
  }
  return entries;
}

function readRawValue(source: string): FrontmatterEntry {
  if (source.startsWith('[')) {
    const value = parseJson(source);
    const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
    if (isTexts) return { value, text: undefined, texts: value };
  }
  const value = readRawScalar(source);
  return { value, text: typeof value === 'string' ? value : source, texts: undefined };
}

function readRawScalar(source: string): FrontmatterValue {
  if (source.startsWith('"')) {
    const value = parseJson(source);
    return typeof value === 'string' ? value : source;
  }
  if (source === '' || source === 'null') return null;
  if (source === 'true' || source === 'false') return source === 'true';
  return NUMBER.test(source) ? Number(source) : source;
}
