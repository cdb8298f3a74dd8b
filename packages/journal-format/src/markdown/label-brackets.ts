import {
  BACKSLASH,
  FIXED,
  type InlineSource,
  kindAt,
  LABEL_CLOSE,
  LABEL_OPEN,
  TEXT,
} from './inline-source.js';
import { normalizeLabel } from './write-resource.js';

const LEFT_PARENTHESIS = 40;
const RIGHT_PARENTHESIS = 41;
const LESS_THAN = 60;
const GREATER_THAN = 62;
const LEFT_BRACKET = 91;
const BACKSLASH_CODE = 92;
const RIGHT_BRACKET = 93;

/** A parser gives up on a destination with more open parentheses, and on a longer label. Source: micromark. */
const MAX_OPEN_PARENTHESES = 32;
const MAX_LABEL_LENGTH = 999;

/**
 * Escapes the brackets in text that would make a link, an image or a footnote, or that would end the
 * text of a real link too early. `[` is escaped, so that `\[docs](url)` reads well; a pair of
 * brackets with nothing behind it, as in `[mono512] dry-run`, stays.
 */
export function escapeLabelBrackets(source: InlineSource): void {
  const { value, marks, place } = source;
  /** Where brackets are open: of text as its index, of markup as -1. */
  const open: number[] = [];
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    const kind = kindAt(source, index);
    if (kind === LABEL_OPEN) {
      open.push(-1);
    } else if (kind === LABEL_CLOSE) {
      // A text bracket that is still open here would take the place of the real one.
      for (let start = open.pop(); start !== undefined && start !== -1; start = open.pop())
        marks[start] = BACKSLASH;
    } else if (kind === TEXT && code === LEFT_BRACKET && marks[index] !== BACKSLASH) {
      open.push(index);
    } else if (kind === TEXT && code === RIGHT_BRACKET && open.length > 0) {
      const start = open[open.length - 1] as number;
      if (start === -1) {
        marks[index] = BACKSLASH;
      } else if (isTarget(source, index + 1)) {
        escapeEndInLabel(source, open, index);
        for (let last = start; last !== undefined && last !== -1; last = open[open.length - 1] as number) {
          marks[last] = BACKSLASH;
          open.pop();
        }
      } else {
        open.pop();
        if (place.labels.size > 0 && isDefined(source, start, index)) {
          escapeEndInLabel(source, open, index);
          marks[start] = BACKSLASH;
        }
      }
    }
  }
}

/** In the text of a real link, a `]` whose `[` is escaped would be taken for the end of that link. */
function escapeEndInLabel(source: InlineSource, open: readonly number[], index: number): void {
  if (open.includes(-1)) source.marks[index] = BACKSLASH;
}

/** Escapes `!` before a real link: it would become an image. */
export function escapeExclamationMarks(source: InlineSource): void {
  const { value, marks } = source;
  for (let index = value.indexOf('!['); index !== -1; index = value.indexOf('![', index + 1)) {
    if (kindAt(source, index) === TEXT && kindAt(source, index + 1) === LABEL_OPEN) marks[index] = BACKSLASH;
  }
}

/** Whether `(` at `index` begins the target of a link. Source: CommonMark 0.31.2, section 6.3. */
function isTarget(source: InlineSource, index: number): boolean {
  const { value } = source;
  if (value.charCodeAt(index) !== LEFT_PARENTHESIS) return false;
  let at = skipSpace(value, index + 1);
  if (value.charCodeAt(at) === RIGHT_PARENTHESIS) return true;
  at = skipDestination(source, at);
  if (at === -1) return false;
  const afterSpace = skipSpace(value, at);
  if (afterSpace > at) {
    const afterTitle = skipTitle(source, afterSpace);
    if (afterTitle === -1) return false;
    at = skipSpace(value, afterTitle);
  }
  return value.charCodeAt(at) === RIGHT_PARENTHESIS;
}

function skipDestination(source: InlineSource, start: number): number {
  const { value } = source;
  if (value.charCodeAt(start) === LESS_THAN && source.marks[start] !== BACKSLASH) {
    for (let index = start + 1; index < value.length; index += 1) {
      const character = value.charCodeAt(index);
      if (isMarkupEscape(source, index)) index += 1;
      else if (character === GREATER_THAN) return index + 1;
      else if (character === 10 || character === 13) return -1;
      else if (character === LESS_THAN && source.marks[index] !== BACKSLASH) return -1;
    }
    return -1;
  }
  let balance = 0;
  let index = start;
  for (; index < value.length; index += 1) {
    const character = value.charCodeAt(index);
    if (isMarkupEscape(source, index)) index += 1;
    else if (character <= 32 || character === 127) break;
    else if (character === LEFT_PARENTHESIS) balance += 1;
    else if (character === RIGHT_PARENTHESIS) {
      if (balance === 0) break;
      balance -= 1;
    }
    if (balance > MAX_OPEN_PARENTHESES) return -1;
  }
  return balance === 0 && index > start ? index : -1;
}

function skipTitle(source: InlineSource, start: number): number {
  const { value } = source;
  const opening = value.charAt(start);
  if (opening === ')') return start;
  const closing = opening === '(' ? ')' : opening;
  if (opening !== '"' && opening !== "'" && opening !== '(') return -1;
  for (let index = start + 1; index < value.length; index += 1) {
    if (isMarkupEscape(source, index)) index += 1;
    else if (value.charAt(index) === closing) return index + 1;
    else if (opening === '(' && value.charAt(index) === '(') return -1;
  }
  return -1;
}

/** A backslash of text is inert: it is doubled or stands before a letter. One of markup escapes. */
function isMarkupEscape(source: InlineSource, index: number): boolean {
  return source.value.charCodeAt(index) === BACKSLASH_CODE && kindAt(source, index) === FIXED;
}

function skipSpace(value: string, start: number): number {
  let index = start;
  while (index < value.length && /[\t\n\r ]/.test(value.charAt(index))) index += 1;
  return index;
}

/** Whether the brackets at `start` and `end`, or those behind them, hold a label that is defined. */
function isDefined(source: InlineSource, start: number, end: number): boolean {
  const { value, place } = source;
  if (hasLabel(place.labels, value, start, end)) return true;
  if (value.charCodeAt(end + 1) !== LEFT_BRACKET) return false;
  const close = value.indexOf(']', end + 2);
  return close !== -1 && hasLabel(place.labels, value, end + 1, close);
}

function hasLabel(labels: ReadonlySet<string>, value: string, start: number, end: number): boolean {
  if (end - start > MAX_LABEL_LENGTH + 1) return false;
  return labels.has(normalizeLabel(value.slice(start + 1, end)));
}
