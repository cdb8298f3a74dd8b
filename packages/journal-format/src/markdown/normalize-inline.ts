import type { PhrasingContent, Root, RootContent } from 'mdast';
import { inlineToText } from './inline-to-text.js';
import { MarkdownLimitError } from './markdown-limits.js';
import { parseMarkdown } from './parse-markdown.js';
import { serializeMarkdown } from './serialize-markdown.js';
import { tidyInline } from './tidy-inline.js';
import { writeCodeSpan } from './write-code-span.js';

/** How often content is written and read until it stays the same; in practice once or twice. */
const MAX_ROUNDS = 6;

/**
 * The form of inline content that survives being written and read, wherever it stands: in a
 * paragraph, a list item, a task, a heading or a table cell.
 *
 * Neighbouring texts become one, what is empty goes, line endings become spaces, positions are
 * dropped. A reference becomes the text that it is without its definition. What no markdown says
 * becomes the nearest thing that can be said, at last its plain text.
 *
 * @returns A string where no markup is left, which is what plain text always gives.
 */
export function normalizeInline(nodes: readonly PhrasingContent[]): PhrasingContent[] | string {
  let current = tidyInline(nodes);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (current.every((node) => node.type === 'text')) return inlineToText(current);
    if (isProven(current)) return current;
    const next = readBack(current);
    if (next === undefined) return current;
    current = next;
  }
  return inlineToText(current);
}

/** Texts and code spans with text between them are always read back as they are: no need to try. */
function isProven(nodes: readonly PhrasingContent[]): boolean {
  return nodes.every(
    (node, index) =>
      node.type === 'text' ||
      (node.type === 'inlineCode' &&
        nodes[index - 1]?.type !== 'inlineCode' &&
        writeCodeSpan(node.value, 'cell') !== undefined),
  );
}

/** What becomes of content that is written in each place; `undefined` where it stays the same in all. */
function readBack(nodes: PhrasingContent[]): PhrasingContent[] | undefined {
  const expected = JSON.stringify(nodes);
  for (const children of readPlaces(nodes)) {
    if (children === undefined) return withoutHtml(nodes);
    const tidied = tidyInline(children);
    if (JSON.stringify(tidied) !== expected) return tidied;
  }
  return undefined;
}

function readPlaces(nodes: PhrasingContent[]): (PhrasingContent[] | undefined)[] {
  let root: Root;
  try {
    root = parseMarkdown(serializeMarkdown(everyPlace(nodes)));
  } catch (error) {
    if (error instanceof MarkdownLimitError) return [undefined];
    throw error;
  }
  const [list, paragraph, heading, table, ...rest] = root.children;
  if (rest.length > 0) return [undefined];
  const items = list?.type === 'list' ? list.children : [];
  const rows = table?.type === 'table' ? table.children : [];
  return [
    ...[0, 1].map((index) => onlyParagraph(items[index]?.children)),
    onlyParagraph(paragraph === undefined ? undefined : [paragraph]),
    heading?.type === 'heading' ? heading.children : undefined,
    ...[0, 1].map((index) =>
      rows[index]?.children.length === 1 ? rows[index].children[0]?.children : undefined,
    ),
  ];
}

function everyPlace(children: PhrasingContent[]): Root {
  const paragraph = { type: 'paragraph' as const, children };
  const row = { type: 'tableRow' as const, children: [{ type: 'tableCell' as const, children }] };
  return {
    type: 'root',
    children: [
      {
        type: 'list',
        children: [
          { type: 'listItem', children: [paragraph] },
          { type: 'listItem', checked: false, children: [paragraph] },
        ],
      },
      paragraph,
      { type: 'heading', depth: 2, children },
      { type: 'table', children: [row, row] },
    ],
  };
}

function onlyParagraph(blocks: readonly RootContent[] | undefined): PhrasingContent[] | undefined {
  const [block, ...rest] = blocks ?? [];
  return block?.type === 'paragraph' && rest.length === 0 ? block.children : undefined;
}

/** Content that becomes a block of its own is HTML, which is then shown as text; else all is. */
function withoutHtml(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  if (!nodes.some((node) => node.type === 'html')) return [{ type: 'text', value: inlineToText([...nodes]) }];
  return tidyInline(nodes.map((node) => (node.type === 'html' ? { type: 'text', value: node.value } : node)));
}
