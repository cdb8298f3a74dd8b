import type { FrontmatterValue } from '@opta/journal-format';
import { readYamlFrontmatter } from '@opta/journal-format/yaml-frontmatter';
import type { Block } from './document.js';
import type { LogRedactor } from './log-redactor.js';

const FRONTMATTER = /^\uFEFF?---[ \t]*\r?\n[\s\S]*?^---[ \t]*(?:\r?\n|$)/my;
const NON_ASCII = /[^\0-\x7f]/;

/** A session or update log without its secrets. */
export interface LogParts {
  /** Its frontmatter. */
  fields: Record<string, FrontmatterValue>;
  body: string;
}

export function readLogParts(text: string, redactor: LogRedactor): LogParts {
  const frontmatter = readYamlFrontmatter(text);
  const rest = frontmatter === undefined ? text : text.slice(frontmatterEnd(text));
  return redactor.redact(frontmatter ?? {}, rest);
}

/** Where the body begins. A slice is no copy, and all logs of a folder are many megabytes. */
function frontmatterEnd(text: string): number {
  FRONTMATTER.lastIndex = 0;
  return FRONTMATTER.test(text) ? FRONTMATTER.lastIndex : 0;
}

/** Each field that has words, as one line. */
export function frontmatterBlocks(fields: Record<string, FrontmatterValue>): Block[] {
  const blocks: Block[] = [];
  for (const [key, value] of Object.entries(fields)) {
    const words = flatText(value);
    if (words === '') continue;
    blocks.push({ text: toNormalForm(`${key}: ${words}`), from: toNormalForm(key).length + 2 });
  }
  return blocks;
}

/** The words of a field on one line, or on those that they have. */
export function flatText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return Object.values(value).map(flatText).join(' ');
}

/** NFC, which ASCII is in. */
export function toNormalForm(text: string): string {
  return NON_ASCII.test(text) ? text.normalize('NFC') : text;
}
