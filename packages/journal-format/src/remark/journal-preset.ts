import remarkFrontmatter from 'remark-frontmatter';
import remarkStringify from 'remark-stringify';
import type { Preset } from 'unified';
import { JOURNAL_MARKDOWN } from '../markdown/journal-markdown.js';
import { journalSyntax } from './journal-syntax.js';

/**
 * A preset for unified pipelines of your own: it reads and writes markdown as the journal does.
 *
 * Reading: CommonMark with YAML frontmatter, tables, task lists, strikethrough and footnotes, without
 * literal autolinks. Writing: as tight as our logs, with the fewest escapes that read back equal.
 *
 * @remarks Put `remark-parse` before it. It is no parser, and does not go well with `remark-gfm`, which
 * would make links of plain `www.` texts.
 * @example
 * ```ts
 * import { journalPreset } from '@opta/journal-format/remark';
 * import remarkParse from 'remark-parse';
 * import { unified } from 'unified';
 *
 * const pipeline = unified().use(remarkParse).use(journalPreset);
 * String(pipeline.processSync('* model_loaded\n')); // '- model_loaded\n'
 * ```
 */
export const journalPreset: Preset = {
  plugins: [remarkFrontmatter, journalSyntax, [remarkStringify, JOURNAL_MARKDOWN]],
};
