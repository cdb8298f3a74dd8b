import { type FrontmatterValue, parseLogFileName } from '@opta/journal-format';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import type { Redactor } from '@opta/journal-redact';
import type { Block, SearchDocument } from './document.js';
import { readLogFacts } from './log-facts.js';
import { splitMarkdown } from './split-markdown.js';

const FRONTMATTER = /^\uFEFF?---[ \t]*\r?\n[\s\S]*?^---[ \t]*(?:\r?\n|$)/m;

export interface LogSource {
  fileName: string;
  /** The log's text, or as much of it as is searched. */
  text: string;
}

/**
 * What is searched of a session or update log: the values of its frontmatter and every line of its body.
 *
 * @param redactor - a new one, so that the same log always gives the same text
 */
export function readLogDocument(
  { fileName, text }: LogSource,
  { redactor, timeZone }: { redactor: Redactor; timeZone: string },
): SearchDocument {
  const frontmatter = readFrontmatter(text);
  const body = frontmatter === undefined ? text : text.replace(FRONTMATTER, '');
  // By field, since redacted YAML may be none.
  const fields = redactor.redact(frontmatter ?? {});
  const { title, blocks } = splitMarkdown(redactor.redactText(body).normalize('NFC'));
  const rest = parseLogFileName(fileName)?.rest ?? fileName;
  return {
    title: title ?? rest.replaceAll('-', ' '),
    facts: readLogFacts(fileName, fields, blocks, timeZone),
    blocks: [...frontmatterBlocks(fields), ...blocks],
  };
}

function frontmatterBlocks(fields: Record<string, FrontmatterValue>): Block[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    const words = flatText(value);
    if (words === '') return [];
    return [{ text: `${key}: ${words}`.normalize('NFC'), from: key.normalize('NFC').length + 2 }];
  });
}

function flatText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return Object.values(value).map(flatText).join(' ');
}
