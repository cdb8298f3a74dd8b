import type { buildSessionLogTree } from '@opta/journal-format';
import { defaultSchema, sanitize } from 'hast-util-sanitize';
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
  const body = sanitize(toHast(tree, { handlers: SOURCES }), SCHEMA);
  const children = body.type === 'root' ? body.children : [body];
  return renderPage(fileName, children as HtmlChild[]);
}

function toSource(_state: unknown, { value }: { value: string }): HtmlElement {
  return element('pre', [value]);
}
