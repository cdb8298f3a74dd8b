import type { Root } from 'mdast';
import { toMarkdown } from 'mdast-util-to-markdown';
import { JOURNAL_MARKDOWN } from './journal-markdown.js';

/**
 * Writes a markdown tree as text, tight as our logs are and with the fewest escapes that read back.
 *
 * @param tree - An mdast tree. Beside the nodes of CommonMark and GFM it may hold `yaml` and
 *   `verbatimMarkdown`, which is written as it is.
 * @returns Markdown that ends in one line ending, or an empty string for an empty tree.
 * @remarks Nodes that markdown has no form for (an empty paragraph, emphasis around nothing, HTML with
 *   a line ending in a cell) are written as near as possible; `normalizeInline` says what survives.
 * @example
 * serializeMarkdown({ type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: 'model_loaded' }] }] });
 * // 'model_loaded\n'
 */
export function serializeMarkdown(tree: Root): string {
  return toMarkdown(tree, JOURNAL_MARKDOWN);
}
