import type { Root } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { frontmatter } from 'micromark-extension-frontmatter';
import { boundedBlocks } from './bounded-blocks.js';
import { boundedInline } from './bounded-inline.js';
import { GFM_SYNTAX } from './gfm-syntax.js';
import { MAX_MARKDOWN_LENGTH, MAX_TREE_DEPTH, MarkdownLimitError } from './markdown-limits.js';
import { nestsDeeperThan } from './nests-deeper-than.js';
import { unclosedMarkup } from './unclosed-markup.js';

const OPTIONS: Options = {
  extensions: [
    frontmatter('yaml'),
    ...GFM_SYNTAX.extensions,
    unclosedMarkup(),
    boundedInline(),
    boundedBlocks(),
  ],
  mdastExtensions: [frontmatterFromMarkdown('yaml'), ...GFM_SYNTAX.mdastExtensions],
};

/**
 * Parses markdown as our logs are written: CommonMark with frontmatter, tables, task lists,
 * strikethrough and footnotes, without literal autolinks. Positions are kept.
 *
 * @param text - The whole document; line endings of any kind.
 * @throws {MarkdownLimitError} where the text is too large, or nested so that parsing would not end.
 */
export function parseMarkdown(text: string): Root {
  if (text.length > MAX_MARKDOWN_LENGTH) {
    throw new MarkdownLimitError(
      'length',
      `The markdown has ${text.length} characters; at most ${MAX_MARKDOWN_LENGTH} are parsed. Split it.`,
      { length: text.length, maxLength: MAX_MARKDOWN_LENGTH },
    );
  }
  const root = fromMarkdown(text, OPTIONS);
  if (nestsDeeperThan(root.children, MAX_TREE_DEPTH)) {
    throw new MarkdownLimitError(
      'nesting',
      `The markdown is nested more than ${MAX_TREE_DEPTH} levels deep. Show it as raw text.`,
      { maxDepth: MAX_TREE_DEPTH },
    );
  }
  return root;
}
