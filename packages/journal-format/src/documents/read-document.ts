import type { Root } from 'mdast';
import { JournalFormatError } from '../errors.js';
import type { FrontmatterEntries } from '../frontmatter/frontmatter-entries.js';
import { readFrontmatterEntries } from '../frontmatter/read-frontmatter-entries.js';
import { writeFrontmatterBlock } from '../frontmatter/write-frontmatter-block.js';
import { MarkdownLimitError } from '../markdown/markdown-limits.js';
import { parseMarkdown } from '../markdown/parse-markdown.js';
import type { FrontmatterValue, Inline } from '../types.js';
import { canonicalLine, canonicalText } from './canonical-text.js';
import { canonicalProperties } from './canonicalize-parts.js';
import { TITLE_KEY, TITLE_MARKDOWN_KEY } from './frontmatter-keys.js';
import { readTitle } from './read-title.js';
import { resolveReferences } from './resolve-references.js';
import { type SourceSection, splitDocument } from './split-document.js';

/** A document, taken apart as far as both kinds of log are the same. */
export interface ReadDocument {
  entries: FrontmatterEntries;
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
  const { frontmatter, heading, sections } = splitDocument(root, source);
  const entries =
    frontmatter === undefined ? (new Map() as FrontmatterEntries) : readFrontmatterEntries(frontmatter);
  return { entries, title: heading ?? takeTitle(entries), sections };
}

/** The keys that no field has taken, as properties. */
export function readProperties(entries: FrontmatterEntries): {
  properties?: Record<string, FrontmatterValue>;
} {
  if (entries.size === 0) return {};
  const values = [...entries].map(([key, { value, text }]) => [key, spelledNumber(value, text)]);
  return { properties: canonicalProperties(Object.fromEntries(values)) };
}

/** Takes the text of a key, as it is written there, out of the entries. */
export function takeText(entries: FrontmatterEntries, key: string): string | undefined {
  const text = entries.get(key)?.text;
  if (text !== undefined) entries.delete(key);
  return text === undefined ? undefined : canonicalLine(text);
}

function takeTitle(entries: FrontmatterEntries): Inline | undefined {
  const plain = takeText(entries, TITLE_KEY);
  if (plain !== undefined) return canonicalText(plain);
  const markdown = entries.get(TITLE_MARKDOWN_KEY)?.text;
  const title = markdown === undefined ? undefined : readTitle(markdown);
  if (title !== undefined) entries.delete(TITLE_MARKDOWN_KEY);
  return title;
}

/** A number that we would write in another way, such as a version 1.10, stays the text that it is. */
function spelledNumber(value: FrontmatterValue, text: string | undefined): FrontmatterValue {
  if (typeof value !== 'number' || text === undefined) return value;
  return writeFrontmatterBlock([['x', value]], 'lmx') === `x: ${text}` ? value : text;
}

function parseBounded(text: string): Root {
  try {
    const root = parseMarkdown(text);
    resolveReferences(root);
    return root;
  } catch (error) {
    if (!(error instanceof MarkdownLimitError)) throw error;
    const code = error.limit === 'length' ? 'JOURNAL_FORMAT_TOO_LARGE' : 'JOURNAL_FORMAT_TOO_DEEP';
    throw new JournalFormatError(code, `Cannot parse a log: ${error.message}`, error.facts, { cause: error });
  }
}
