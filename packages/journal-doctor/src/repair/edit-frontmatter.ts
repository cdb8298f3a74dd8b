import { isDeepStrictEqual } from 'node:util';
import type { FrontmatterValue } from '@opta/journal-format';
import { readYamlFrontmatter } from '@opta/journal-format/yaml-frontmatter';

type Frontmatter = Record<string, FrontmatterValue>;

const OPENING = /^(\uFEFF?---[ \t]*)(\r?\n)/;
const CLOSING = /^---[ \t]*$/;
const FLOW_ALIASES = /^(aliases[ \t]*:[ \t]*\[)(.*?)[ \t]*(\][ \t]*)$/;
const SCALAR_ALIASES = /^(aliases[ \t]*:)[ \t]*(["']?[\w.-]*["']?)[ \t]*$/;
const ALIASES_ITEM = /^([ \t]*)-[ \t]/;

/**
 * Writes an id and further aliases into the frontmatter by changing their lines only. A log without frontmatter
 * gets one of these two keys.
 *
 * @returns undefined where these lines cannot be told from the others
 */
export function editFrontmatter(text: string, id: string, added: readonly string[]): string | undefined {
  const before = readYamlFrontmatter(text);
  if (before === undefined) return OPENING.test(text) ? undefined : prepend(text, id, added);
  const opening = OPENING.exec(text);
  if (opening === null) return undefined;
  const [head, , newline = '\n'] = opening;
  const lines = text.slice(head.length).split('\n');
  const closing = lines.findIndex((line) => CLOSING.test(withoutReturn(line)));
  if (closing === -1) return undefined;
  const ending = newline.slice(0, -1);
  const block = lines.slice(0, closing).map(withoutReturn);
  const edited = writeAliases(writeId(block, id), added, aliasTexts(before));
  if (edited === undefined) return undefined;
  const result = head + [...edited.map((line) => line + ending), ...lines.slice(closing)].join('\n');
  return isAsMeant(result, before, id, added) ? result : undefined;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function prepend(text: string, id: string, added: readonly string[]): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  const lines = ['---', idLine(id), ...(added.length === 0 ? [] : [aliasesLine(added)]), '---', ''];
  return `${mark}${lines.map((line) => line + newline).join('')}${text.slice(mark.length)}`;
}

function idLine(id: string): string {
  // By convention an id without leading zeros is bare; 010 would be 8 to some readers.
  return `id: ${/^[1-9]/.test(id) ? id : JSON.stringify(id)}`;
}

function aliasesLine(aliases: readonly string[]): string {
  return `aliases: [${aliases.map((alias) => JSON.stringify(alias)).join(', ')}]`;
}

function writeId(block: readonly string[], id: string): string[] {
  const index = block.findIndex((line) => /^id[ \t]*:/.test(line));
  if (index === -1) return [idLine(id), ...block];
  return block.map((line, at) => (at === index ? idLine(id) : line));
}

function writeAliases(
  block: readonly string[],
  added: readonly string[],
  present: readonly string[],
): string[] | undefined {
  const missing = added.filter((alias) => !present.includes(alias));
  if (missing.length === 0) return [...block];
  const index = block.findIndex((line) => /^aliases[ \t]*:/.test(line));
  if (index === -1) return [...block, aliasesLine(missing)];
  const line = block[index] ?? '';
  const texts = missing.map((alias) => JSON.stringify(alias));
  const items = countItems(block, index + 1);
  if (items > 0) {
    const indent = ALIASES_ITEM.exec(block[index + 1] ?? '')?.[1] ?? '';
    const end = index + 1 + items;
    return [...block.slice(0, end), ...texts.map((one) => `${indent}- ${one}`), ...block.slice(end)];
  }
  const written = addToLine(line, texts);
  return written === undefined ? undefined : block.map((one, at) => (at === index ? written : one));
}

function countItems(block: readonly string[], start: number): number {
  let count = 0;
  while (ALIASES_ITEM.test(block[start + count] ?? '')) count += 1;
  return count;
}

function addToLine(line: string, texts: readonly string[]): string | undefined {
  const [, begin, inner = '', end] = FLOW_ALIASES.exec(line) ?? [];
  if (begin !== undefined && end !== undefined) {
    return `${begin}${[...(inner === '' ? [] : [inner]), ...texts].join(', ')}${end}`;
  }
  const [, key, scalar = ''] = SCALAR_ALIASES.exec(line) ?? [];
  return key && `${key} [${[...(scalar === '' ? [] : [scalar]), ...texts].join(', ')}]`;
}

/** Every other key says what it said. */
function isAsMeant(text: string, before: Frontmatter, id: string, added: readonly string[]): boolean {
  const after = readYamlFrontmatter(text);
  if (after === undefined || after.id !== id) return false;
  const present = aliasTexts(before);
  const wanted = [...present, ...added.filter((alias) => !present.includes(alias))];
  if (!isDeepStrictEqual(aliasTexts(after), wanted)) return false;
  return isDeepStrictEqual(withoutOurs(after), withoutOurs(before));
}

function aliasTexts({ aliases }: Frontmatter): string[] {
  if (aliases === undefined || aliases === null) return [];
  return (Array.isArray(aliases) ? aliases : [aliases]).map(String);
}

function withoutOurs(frontmatter: Frontmatter): Frontmatter {
  const { id: _, aliases: __, ...others } = frontmatter;
  return others;
}
