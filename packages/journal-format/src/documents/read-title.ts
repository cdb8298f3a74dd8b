import { MarkdownLimitError } from '../markdown/markdown-limits.js';
import { parseMarkdown } from '../markdown/parse-markdown.js';
import type { Inline } from '../types.js';
import { canonicalInline } from './canonical-inline.js';

/** A title that stands as markdown in the frontmatter; `undefined` if it is not the text of one heading. */
export function readTitle(markdown: string): Inline | undefined {
  if (/[\r\n]/.test(markdown)) return undefined;
  try {
    const [heading, ...rest] = parseMarkdown(`# ${markdown}`).children;
    return heading?.type === 'heading' && rest.length === 0 ? canonicalInline(heading.children) : undefined;
  } catch (error) {
    if (error instanceof MarkdownLimitError) return undefined;
    throw error;
  }
}
