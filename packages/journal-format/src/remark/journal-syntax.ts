import type { Processor } from 'unified';
import { GFM_SYNTAX } from '../markdown/gfm-syntax.js';

/** A unified plugin: the parts of GFM that logs use, for a parser such as remark-parse. */
export function journalSyntax(this: Processor): void {
  const data = this.data() as Record<'micromarkExtensions' | 'fromMarkdownExtensions', unknown[] | undefined>;
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), ...GFM_SYNTAX.extensions];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), ...GFM_SYNTAX.mdastExtensions];
}
