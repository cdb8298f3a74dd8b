import type { Dialect } from '../types.js';
import { NO_STEPS } from './sentinel.js';

const FRONTMATTER = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*$/m;
/** Keys whose value is text in both dialects: quoted in `lmx`, bare in `cli` unless that is unsafe. */
const TEXT_VALUE =
  /^(?:time|device|user|model|duration|author|version_before|version_after|commit|category):[ \t]+(\S)/gm;
const TITLE = /^\s*# /;

/**
 * Tells in which dialect a document is written, from its head alone.
 *
 * @param text the document, or its first lines.
 * @returns `cli` where a text in the frontmatter is bare, or steps are missing as the CLI says it; else `lmx`.
 * @example
 * ```ts
 * detectDialect('---\ndevice: studio\n---\n\n## Summary\n'); // 'cli'
 * detectDialect('---\ndevice: "studio"\n---\n\n# Session: Runtime Session\n'); // 'lmx'
 * ```
 */
export function detectDialect(text: string): Dialect {
  const frontmatter = FRONTMATTER.exec(text);
  const isAtHead = frontmatter !== null && frontmatter.index === 0;
  const block = isAtHead ? (frontmatter[1] ?? '') : '';
  for (const [, first] of block.matchAll(TEXT_VALUE)) {
    if (first !== '"' && first !== "'") return 'cli';
  }
  const body = isAtHead ? text.slice(frontmatter[0].length) : text;
  if (TITLE.test(body)) return 'lmx';
  return /^title(?:_markdown)?:/m.test(block) || body.includes(`\n- ${NO_STEPS}`) ? 'cli' : 'lmx';
}
