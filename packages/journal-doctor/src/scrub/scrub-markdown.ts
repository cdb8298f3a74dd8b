import { isDeepStrictEqual } from 'node:util';
import type { FrontmatterValue } from '@opta/journal-format';
import { safeParseSessionLog, safeParseUpdateLog } from '@opta/journal-format/parse';
import { readYamlFrontmatter } from '@opta/journal-format/yaml-frontmatter';
import type { Counts } from './counts.js';
import { ScrubBreaksError } from './scrub-breaks-error.js';
import type { Scrubber } from './scrubber.js';

const FRONTMATTER = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)(^---[ \t]*(?:\r?\n|$))/m;
/** What stands before a value: its key, or the hyphen of an item. */
const VALUE = /^([ \t]*(?:[\w-]+[ \t]*:|-)[ \t]+)(.*?)([ \t]*\r?)$/;
const ITEM = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,[\]](?:[^,[\]]*[^\s,[\]])?/g;
/** Begins a text without quotes. */
const PLAIN = /^[^"'[{|>&*!%#@`]/;
/** In every text that takes the place of a secret. */
const REPLACED = 'redacted';

/**
 * A log without its secrets. Its frontmatter says what it said but for them, and it parses if it did.
 *
 * @throws {ScrubBreaksError}
 */
export function scrubMarkdown(text: string, scrubber: Scrubber, found: Counts): string {
  const [whole = '', opening = '', block = '', closing = ''] = FRONTMATTER.exec(text) ?? [];
  const before = whole === '' ? undefined : readYamlFrontmatter(text);
  if (before === undefined) return scrubber.scrubText(text, found);
  const lines = block.split('\n').map((line) => scrubYamlLine(line, scrubber, found));
  // What goes over several lines.
  const scrubbed = scrubber.scrubText(lines.join('\n'), found);
  const result = `${opening}${scrubbed}${closing}${scrubber.scrubText(text.slice(whole.length), found)}`;
  if (result === text) return text;
  if (!isSameButScrubbed(before, readYamlFrontmatter(result))) throw new ScrubBreaksError('the frontmatter');
  for (const parse of [safeParseSessionLog, safeParseUpdateLog]) {
    if (parse(text).ok && !parse(result).ok) throw new ScrubBreaksError('the text');
  }
  return result;
}

/** Without quotes what replaces a secret would be a list. */
function scrubYamlLine(line: string, scrubber: Scrubber, found: Counts): string {
  const [, head, value = '', tail = ''] = VALUE.exec(line) ?? [];
  if (head !== undefined && value.startsWith('[')) {
    return head + value.replaceAll(ITEM, (item) => quoteIfNew(item, scrubber.scrubText(item, found))) + tail;
  }
  const scrubbed = scrubber.scrubText(line, found);
  if (scrubbed === line || head === undefined || !scrubbed.startsWith(head)) return scrubbed;
  return head + quoteIfNew(value, scrubbed.slice(head.length, scrubbed.length - tail.length)) + tail;
}

function quoteIfNew(before: string, after: string): string {
  return after !== before && PLAIN.test(before) ? JSON.stringify(after) : after;
}

/** Whether nothing differs but texts in which something was replaced. */
function isSameButScrubbed(before: FrontmatterValue, after: FrontmatterValue | undefined): boolean {
  if (isDeepStrictEqual(before, after)) return true;
  if (typeof before !== 'object' || before === null) {
    return typeof after === 'string' && after.includes(REPLACED);
  }
  if (typeof after !== 'object' || after === null) return false;
  const keys = Object.keys(before);
  return (
    isDeepStrictEqual(keys, Object.keys(after)) &&
    keys.every((key) => isSameButScrubbed(Reflect.get(before, key), Reflect.get(after, key)))
  );
}
