import type { Root } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { frontmatter } from 'micromark-extension-frontmatter';
import { GFM_SYNTAX } from './gfm-syntax.js';
import { assertMarkdownIsBounded } from './markdown-limits.js';

const OPTIONS: Options = {
  extensions: [frontmatter('yaml'), ...GFM_SYNTAX.extensions],
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
  assertMarkdownIsBounded(text);
  return fromMarkdown(text, OPTIONS);
}
