import type { Block } from './document.js';

const LINE_END = /\r\n|\n|\r/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;

/** The first character of a line behind its indentation, as which spaces count. */
function firstMark(line: string): string {
  let at = 0;
  while (line.charCodeAt(at) === 0x20) at += 1;
  return line.charAt(at);
}

/** The lines of a document that have text, each with the heading above it, and the first title. */
export function splitMarkdown(text: string): { title?: string; blocks: Block[] } {
  let title: string | undefined;
  let section: string | undefined;
  /** What closes the code block in which we are. */
  let fence: string | undefined;
  const blocks: Block[] = [];
  for (const line of text.split(LINE_END)) {
    const mark = firstMark(line);
    const marks = mark === '`' || mark === '~' ? FENCE.exec(line)?.[1] : undefined;
    if (fence !== undefined) {
      if (marks?.startsWith(fence) === true) fence = undefined;
    } else if (marks !== undefined) {
      fence = marks;
    } else if (mark === '#') {
      const [, level, heading = ''] = HEADING.exec(line) ?? [];
      if (level !== undefined) {
        const words = heading.replace(ESCAPED, '$1');
        section = level === '#' || words === '' ? undefined : words;
        if (level === '#' && words !== '') title ??= words;
      }
    }
    if (line === '' || line.trim() === '') continue;
    blocks.push(section === undefined ? { text: line, from: 0 } : { section, text: line, from: 0 });
  }
  return title === undefined ? { blocks } : { title, blocks };
}
