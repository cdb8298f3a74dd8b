import type { Root } from 'mdast';
import { JournalFormatError } from '../errors.js';
import { MarkdownLimitError } from '../markdown/markdown-limits.js';
import { parseMarkdown } from '../markdown/parse-markdown.js';
import type { FrontmatterValue, Inline } from '../types.js';
import { canonicalLine, canonicalText } from './canonical-text.js';
import { canonicalProperties } from './canonicalize-parts.js';
import { TITLE_KEY, TITLE_MARKDOWN_KEY } from './frontmatter-keys.js';
import { readFrontmatterEntries, type SourceEntry } from './read-frontmatter-entries.js';
import { readTitle } from './read-title.js';
import { resolveReferences } from './resolve-references.js';
import { type SourceSection, splitDocument } from './split-document.js';

/** A document, taken apart as far as both kinds of log are the same. */
export interface ReadDocument {
  entries: Map<string, SourceEntry>;
  title: Inline | undefined;
  sections: SourceSection[];
}

/**
 * Takes a document apart.
 *
 * @throws {JournalFormatError} for what cannot be a document.
 */
export function readDocument(text: unknown): ReadDocument {
  if (typeof text !== 'string') {
    throw new JournalFormatError(
      'JOURNAL_FORMAT_NOT_TEXT',
      `Cannot parse a log: it must be a string, got ${text === null ? 'null' : typeof text}. Decode the file as UTF-8 first.`,
      { type: text === null ? 'null' : typeof text },
    );
  }
  // A parser drops the mark; positions would be off by one.
  const source = text.replace(/^\ufeff/, '');
  const root = parseBounded(source);
  resolveReferences(root);
  const { frontmatter, heading, sections } = splitDocument(root, source);
  const entries =
    frontmatter === undefined ? new Map<string, SourceEntry>() : readFrontmatterEntries(frontmatter);
  return { entries, title: heading ?? takeTitle(entries), sections };
}

/** The keys that no field has taken, as properties. */
export function readProperties(entries: ReadonlyMap<string, SourceEntry>): {
  properties?: Record<string, FrontmatterValue>;
} {
  if (entries.size === 0) return {};
  return {
    properties: canonicalProperties(Object.fromEntries([...entries].map(([key, { value }]) => [key, value]))),
  };
}

/** Takes the text of a key, as it is written there, out of the entries. */
export function takeText(entries: Map<string, SourceEntry>, key: string): string | undefined {
  const text = entries.get(key)?.text;
  if (text !== undefined) entries.delete(key);
  return text === undefined ? undefined : canonicalLine(text);
}

function takeTitle(entries: Map<string, SourceEntry>): Inline | undefined {
  const plain = takeText(entries, TITLE_KEY);
  if (plain !== undefined) return canonicalText(plain);
  const markdown = entries.get(TITLE_MARKDOWN_KEY)?.text;
  const title = markdown === undefined ? undefined : readTitle(markdown);
  if (title !== undefined) entries.delete(TITLE_MARKDOWN_KEY);
  return title;
}

function parseBounded(text: string): Root {
  try {
    return parseMarkdown(text);
  } catch (error) {
    if (!(error instanceof MarkdownLimitError)) throw error;
    const code = error.limit === 'length' ? 'JOURNAL_FORMAT_TOO_LARGE' : 'JOURNAL_FORMAT_TOO_DEEP';
    throw new JournalFormatError(code, `Cannot parse a log: ${error.message}`, error.facts, { cause: error });
  }
}
