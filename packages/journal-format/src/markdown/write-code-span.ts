import type { InlineContext } from './inline-source.js';

/**
 * Writes a code span with the shortest fence that its content allows. A line ending becomes a space,
 * which is what a parser makes of it.
 *
 * @returns `undefined` where no code span reads back as `value`: an empty one, and in a table cell an
 *   odd number of backslashes before a pipe (GFM unescapes `\|` there but not `\\`).
 */
export function writeCodeSpan(value: string, context: InlineContext): string | undefined {
  if (value === '') return undefined;
  let content = /[\r\n]/.test(value) ? value.replace(/\r\n|\r|\n/g, ' ') : value;
  if (context === 'cell' && content.includes('|')) {
    if (/(?<!\\)(?:\\\\)*\\\|/.test(content)) return undefined;
    content = content.replace(/\|/g, '\\|');
  }
  // One space is taken from both sides where both have one, and a backtick must not touch the fence.
  const first = content.charCodeAt(0);
  const last = content.charCodeAt(content.length - 1);
  const isPadded = first === SPACE && last === SPACE && /[^ ]/.test(content);
  if (isPadded || first === BACKTICK || last === BACKTICK) content = ` ${content} `;
  const fence = content.includes('`') ? shortestFence(content) : '`';
  return fence + content + fence;
}

const SPACE = 32;
const BACKTICK = 96;

function shortestFence(content: string): string {
  const taken = new Set<number>();
  for (const [run] of content.matchAll(/`+/g)) taken.add(run.length);
  let length = 1;
  while (taken.has(length)) length += 1;
  return '`'.repeat(length);
}
