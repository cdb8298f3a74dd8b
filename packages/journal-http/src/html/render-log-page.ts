import type { buildSessionLogTree } from '@opta/journal-format';
import { defaultSchema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';
import { element, type HtmlChild, type HtmlElement, type Page, renderPage } from './page.js';

/** What `@opta/journal-format` builds of a log of either kind. */
export type LogTree = ReturnType<typeof buildSessionLogTree>;

/** Without images: they could tell another server who reads this. */
const SCHEMA: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !['img', 'picture', 'source'].includes(name)),
};

/** What the tree of a log has as source: frontmatter, and sections that no field describes. */
const SOURCES = { yaml: toSource, verbatimMarkdown: toSource };

/**
 * A log as a page on which nothing of it can run: made from the log's data, without raw HTML, sanitized. Frontmatter
 * and sections that are not those of a log are shown as they are written.
 */
export function renderLogPage(fileName: string, tree: LogTree): Page {
  return renderPage(fileName, childrenOf(tree));
}

/** What stands in that page, as HTML. */
export function renderLogPart(tree: LogTree): string {
  return toHtml({ type: 'root', children: childrenOf(tree) });
}

function childrenOf(tree: LogTree): HtmlChild[] {
  const body = sanitize(toHast(tree, { handlers: SOURCES }), SCHEMA);
  return (body.type === 'root' ? body.children : [body]) as HtmlChild[];
}

function toSource(_state: unknown, { value }: { value: string }): HtmlElement {
  return element('pre', [value]);
}
