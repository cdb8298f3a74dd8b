import type { Nodes, PhrasingContent } from 'mdast';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { InlineContext } from './inline-source.js';
import { JOURNAL_MARKDOWN } from './journal-markdown.js';

/**
 * Writes inline content as one piece of markdown without a line ending.
 *
 * @param nodes - The content.
 * @param context - Where it will stand; `paragraph` by default, which the text of a list item is too.
 * @example
 * serializeInline([{ type: 'text', value: 'a|b' }], 'cell'); // 'a\\|b'
 */
export function serializeInline(nodes: PhrasingContent[], context: InlineContext = 'paragraph'): string {
  if (context === 'cell') return write({ type: 'tableCell', children: nodes });
  if (context === 'heading') return write({ type: 'heading', depth: 1, children: nodes }).slice('# '.length);
  return write({ type: 'paragraph', children: nodes });
}

function write(node: Nodes): string {
  const text = toMarkdown(node, JOURNAL_MARKDOWN);
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
