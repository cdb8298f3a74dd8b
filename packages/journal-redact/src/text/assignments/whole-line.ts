import type { FoundName } from '../find-name.js';
import type { ScanState } from '../finding.js';
import { isPlaceholder } from '../is-placeholder.js';
import type { FoundValue } from '../read-value.js';

const QUOTE = /["'`]/;
const LINE_START = /(?:^|\n|\\n)[ \t]{0,16}(?:[-<>] |export )?$/;
const LINE = /[^\r\n]+/y;
const ESCAPED_LINE = /(?:[^\r\n"\\]|\\(?![nr])[^\r\n])+/y;
const COLOURED = /[^\r\n\u001b]+/y;
const ESCAPED_COLOURED = /(?:[^\r\n"\\]|\\(?!u001b|x1b|e\[|033)[^\r\n])+/y;
const FIRST_WORD = /\S+/;

/**
 * A value that may have spaces in it: in one of several lines that begin with a name, to the end of the line, and
 * between two colours of a terminal.
 *
 * @param place - where the value begins, and what stands between the sign and it
 */
export function readWholeLine(
  state: ScanState,
  name: FoundName,
  { from, space }: { from: number; space: string },
): FoundValue | undefined {
  const { text } = state;
  if (!name.verdict.isCertain || QUOTE.test(text.charAt(from))) return undefined;
  if (space.includes('[')) return readAll(space.includes('\u001b') ? COLOURED : ESCAPED_COLOURED, text, from);
  const before = text.slice(Math.max(0, name.from - 32), name.from);
  if (!hasLines(state) || !LINE_START.test(before)) return undefined;
  const isEscaped = before.endsWith('\\n') || !text.includes('\n');
  return readAll(isEscaped ? ESCAPED_LINE : LINE, text, from);
}

function hasLines(state: ScanState): boolean {
  state.hasLines ??= state.text.includes('\n') || state.text.includes('\\n');
  return state.hasLines;
}

function readAll(characters: RegExp, text: string, from: number): FoundValue | undefined {
  characters.lastIndex = from;
  const value = characters.exec(text)?.[0].trimEnd();
  const first = value === undefined ? undefined : FIRST_WORD.exec(value)?.[0];
  if (value === undefined || first === undefined || isPlaceholder(first)) return undefined;
  return { from, to: from + value.length, isQuoted: false };
}
