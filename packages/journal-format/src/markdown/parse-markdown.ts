import type { Root } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { assertMarkdownIsBounded } from './markdown-limits.js';

/** CommonMark with the parts of GFM that logs use. Literal autolinks would make links of plain text. */
const OPTIONS: Options = {
  extensions: [frontmatter('yaml'), gfmFootnote(), gfmStrikethrough(), gfmTable(), gfmTaskListItem()],
  mdastExtensions: [
    frontmatterFromMarkdown('yaml'),
    gfmFootnoteFromMarkdown(),
    gfmStrikethroughFromMarkdown(),
    gfmTableFromMarkdown(),
    gfmTaskListItemFromMarkdown(),
  ],
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
