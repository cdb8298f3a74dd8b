import { trimEnd } from '../trim-end.js';
import type { FrontmatterValue } from '../types.js';
import type { FrontmatterEntries, FrontmatterEntry } from './frontmatter-entries.js';
import { scanFlatValue, unquote } from './scan-flat-value.js';

/** The first line of a block that is more than the flat subset. */
export interface RefusedLine {
  /** From 1, within the block. */
  lineNumber: number;
  line: string;
}

interface OpenList {
  indentation: string;
  values: FrontmatterValue[];
  texts: string[];
}

/** Characters of a key at the most. YAML 1.2.2, section 7.4.2, has 1024 with what stands around it. */
const MAX_KEY_LENGTH = 1000;

/** Characters of a line at the most. In millions of them the stack of a regular expression runs out. */
const MAX_LINE_LENGTH = 65_536;

/** Control characters and the byte order mark, on which YAML readers do not agree. */
const UNSURE = /[\0-\x1f\x7f\ufeff]/;
/** One of them or a carriage return. Most blocks have none, and one look at all lines is shorter than one at each. */
const UNSURE_BLOCK = /[\0-\x09\x0b-\x1f\x7f\ufeff]/;
const BLANK_OR_COMMENT = /^ *(?:#|$)/;
const ITEM = /^( *)-(?: +(.*))?$/;
const KEY = /^(?:("(?:[^"\\]|\\.)*")|([^ .+\-?:,[\]{}#&*!|>'"%@`](?:[^:#]|:(?! |$)|(?<! )#)*?)):(?: +(.*))?$/;
/** A key of ours, which the expression above finds too, in twice the time. */
const OWN_KEY = /^[A-Za-z_][\w-]*$/;

/**
 * Reads a flat block line by line, which is what our writer gives and most of what is edited by hand: keys with
 * a value on the same line or a list of scalars below, and comments. A key that stands twice has its first value.
 *
 * @param yaml the text between the two lines of hyphens
 * @returns what a YAML 1.2 reader gives, or the first line that is more than that
 */
export function scanFlatBlock(yaml: string): FrontmatterEntries | RefusedLine {
  const entries: FrontmatterEntries = new Map();
  let last: FrontmatterEntry | undefined;
  let list: OpenList | undefined;
  let lineNumber = 0;
  const isUnsure = UNSURE_BLOCK.test(yaml);
  for (const full of linesOf(yaml)) {
    lineNumber += 1;
    const line = full.endsWith(' ') ? trimEnd(full, ' ') : full;
    if (line.length > MAX_LINE_LENGTH || (isUnsure && UNSURE.test(line))) return { lineNumber, line };
    if (!' #-'.includes(line.charAt(0))) {
      last = addKey(entries, line);
      list = undefined;
      if (last === undefined) return { lineNumber, line };
    } else if (!BLANK_OR_COMMENT.test(line)) {
      list = addItem(last, list, line);
      if (list === undefined) return { lineNumber, line };
    }
  }
  return entries;
}

/** Most have no carriage return, and a string separates faster than an expression. */
function linesOf(yaml: string): string[] {
  return yaml.includes('\r') ? yaml.split(/\r?\n/) : yaml.split('\n');
}

function addKey(entries: FrontmatterEntries, line: string): FrontmatterEntry | undefined {
  const colon = line.indexOf(':');
  const own = line.slice(0, Math.max(colon, 0));
  if (OWN_KEY.test(own) && ' '.startsWith(line.charAt(colon + 1))) {
    let from = colon + 1;
    while (line.charAt(from) === ' ') from += 1;
    return addEntry(entries, own, line.slice(from));
  }
  const [, quoted, plain, source = ''] = KEY.exec(line) ?? [];
  if (quoted !== undefined) return addEntry(entries, unquote(quoted), source);
  return addEntry(entries, plain?.endsWith(' ') ? undefined : plain, source);
}

function addEntry(
  entries: FrontmatterEntries,
  key: string | undefined,
  source: string,
): FrontmatterEntry | undefined {
  if (key === undefined || key.length > MAX_KEY_LENGTH) return undefined;
  const entry = scanFlatValue(source);
  if (entry !== undefined && !entries.has(key)) entries.set(key, entry);
  return entry;
}

/** A list stands below a key without a value, each item as far to the right as the first. */
function addItem(
  entry: FrontmatterEntry | undefined,
  open: OpenList | undefined,
  line: string,
): OpenList | undefined {
  const [, indentation, source = ''] = ITEM.exec(line) ?? [];
  if (entry === undefined || indentation === undefined) return undefined;
  if (open === undefined ? !hasNoValue(entry) : open.indentation !== indentation) return undefined;
  const item = scanFlatValue(source);
  if (item?.text === undefined) return undefined;
  const list = open ?? { indentation, values: [], texts: [] };
  list.values.push(item.value);
  list.texts.push(item.text);
  Object.assign(entry, { value: list.values, text: undefined, texts: list.texts });
  return list;
}

function hasNoValue(entry: FrontmatterEntry): boolean {
  return entry.text === '' && entry.value === null;
}
