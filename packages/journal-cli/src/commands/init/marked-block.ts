import { existsSync, readFileSync } from 'node:fs';

/** How lines of ours get into a file of somebody else's. */
export type BlockPlan =
  | { kind: 'there' }
  /** What is put at the end of the file, with all of its line breaks. */
  | { kind: 'add'; text: string }
  /** There is a block of ours with other lines. */
  | { kind: 'differs'; missing: string[]; superfluous: string[] };

/**
 * Plans lines for a file: as a block between two comments, and without those that are in it already.
 *
 * @param text - of the file; undefined where there is none
 * @param comment - what a comment begins with, `#`
 */
export function planBlock(text: string | undefined, lines: readonly string[], comment: string): BlockPlan {
  const existing = splitLines(text ?? '');
  const missing = lines.filter((line) => !existing.includes(line));
  const block = blockIn(existing, comment);
  const superfluous = block?.filter((line) => !lines.includes(line)) ?? [];
  if (missing.length === 0 && superfluous.length === 0) return { kind: 'there' };
  if (block !== undefined) return { kind: 'differs', missing, superfluous };
  const eol = text?.includes('\r\n') ? '\r\n' : '\n';
  const added = [beginOf(comment), ...missing, endOf(comment)].map((line) => line + eol).join('');
  if (text === undefined || text === '') return { kind: 'add', text: added };
  return { kind: 'add', text: `${/\n$/.test(text) ? '' : eol}${eol}${added}` };
}

/** The lines of our block in a file; undefined where there is none. */
export function readBlock(path: string, comment: string): string[] | undefined {
  return existsSync(path) ? blockIn(splitLines(readFileSync(path, 'utf8')), comment) : undefined;
}

function blockIn(lines: readonly string[], comment: string): string[] | undefined {
  const from = lines.findIndex((line) => line.startsWith(markOf(comment, 'begin')));
  if (from < 0) return undefined;
  const to = lines.findIndex((line, index) => index > from && line.startsWith(markOf(comment, 'end')));
  return lines
    .slice(from + 1, to < 0 ? undefined : to)
    .filter((line) => line.trim() !== '' && !line.startsWith(comment));
}

function beginOf(comment: string): string {
  return `${markOf(comment, 'begin')} (written by opta-journal init)`;
}

function endOf(comment: string): string {
  return markOf(comment, 'end');
}

function markOf(comment: string, edge: 'begin' | 'end'): string {
  return `${comment} opta-journal: ${edge}`;
}

function splitLines(text: string): string[] {
  return text.split(/\r?\n/);
}
