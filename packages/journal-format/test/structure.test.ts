import fc from 'fast-check';
import type { Nodes } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { readFrontmatter } from '../src/frontmatter.js';
import { formatSessionLog, formatUpdateLog } from '../src/index.js';
import { parseMarkdown } from '../src/markdown/parse-markdown.js';
import { sessionLogSchema, updateLogSchema } from '../src/schema.js';
import type { SessionLog, UpdateLog } from '../src/types.js';
import { hostileSessionLog, hostileUpdateLog } from './arbitraries.js';

/** Texts whose form decides where they may stand; arbitraries give them none that is hostile. */
const FORMED = new Set(['id', 'date', 'time', 'duration', 'started', 'ended', 'align']);
const DIALECTS = ['lmx', 'cli'] as const;
/** Thousands of documents take their time on a busy machine. */
const TIMEOUT_MS = 180_000;

const gfm = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm);

describe('the structure of a document', () => {
  it('is the same to a reader of all of GFM', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(hostileSessionLog, ({ otherSections: _, properties: __, ...fields }) => {
        const log = sessionLogSchema.safeParse(fields).data;
        if (log === undefined) return;
        const text = formatSessionLog(log);
        expect(gfm.parse(text).children.map(blockOf)).toEqual(parseMarkdown(text).children.map(blockOf));
      }),
      { numRuns: 400 },
    );
  });

  it('is that of its harmless twin, whatever a session log says', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(hostileSessionLog, ({ otherSections: _, properties: __, ...fields }) => {
        const log = sessionLogSchema.safeParse(fields).data;
        if (log === undefined) return;
        for (const dialect of DIALECTS) {
          expect(structureOf(formatSessionLog(log, { dialect }))).toEqual(
            structureOf(formatSessionLog(harmless(log) as SessionLog, { dialect })),
          );
        }
      }),
      { numRuns: 600 },
    );
  });

  it('is that of its harmless twin, whatever an update log says', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(hostileUpdateLog, ({ otherSections: _, properties: __, ...fields }) => {
        const log = updateLogSchema.parse(fields);
        for (const dialect of DIALECTS) {
          expect(structureOf(formatUpdateLog(log, { dialect }))).toEqual(
            structureOf(formatUpdateLog(harmless(log) as UpdateLog, { dialect })),
          );
        }
      }),
      { numRuns: 600 },
    );
  });
});

/** The same data with a word in the place of every text and of all inline markup. */
function harmless(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return FORMED.has(key) ? value : 'word';
  if (Array.isArray(value)) return isMarkup(value) ? 'word' : value.map((item) => harmless(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) =>
      // An empty list of nodes is a text, one of items is none.
      name === 'title' || (isText(name) && Array.isArray(inner))
        ? [name, 'word']
        : [name, harmless(inner, name)],
    ),
  );
}

function isText(name: string): boolean {
  return /^(?:area|before|after|text|name|target|component|step|status|message)$/.test(name);
}

function isMarkup(items: readonly unknown[]): boolean {
  return (
    items.length > 0 &&
    items.every((item) => typeof item === 'object' && item !== null && 'type' in item && !('count' in item))
  );
}

function structureOf(text: string): unknown {
  // A title with markup has a key of its own.
  const keys = Object.keys(readFrontmatter(text) ?? {}).map((key) => key.replace('title_markdown', 'title'));
  return { keys, blocks: parseMarkdown(text).children.map(blockOf) };
}

/** A block with the blocks in it; what stands in a paragraph, a heading or a cell is content. */
function blockOf(node: Nodes): unknown {
  switch (node.type) {
    case 'heading':
      return `heading ${node.depth}`;
    case 'list':
    case 'listItem':
    case 'table':
    case 'tableRow':
      // A list item without text has no paragraph.
      return [node.type, ...node.children.filter(({ type }) => type !== 'paragraph').map(blockOf)];
    default:
      return node.type;
  }
}
