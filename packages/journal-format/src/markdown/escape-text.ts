import { escapeBacktickRuns } from './backtick-runs.js';
import { escapeDelimiterRuns } from './delimiter-runs.js';
import {
  BACKSLASH,
  type InlineContext,
  type InlineSource,
  kindAt,
  REFERENCE,
  TEXT,
} from './inline-source.js';
import { escapeExclamationMarks, escapeLabelBrackets } from './label-brackets.js';
import { MAX_INLINE_MARKS, MAX_UNCLOSED_TARGETS } from './markdown-limits.js';
import { CHARACTER_REFERENCE, HTML_BLOCK_START, PUNCTUATION, TAG_OR_AUTOLINK } from './markdown-syntax.js';

/**
 * One rule of escaping. A rule applies `at` a place: at the `block start` (the first line of a
 * paragraph), at the start of a `next line` of a paragraph, at the start of each line (`line start`),
 * at the start of a `list item` without a check box, or `anywhere` in inline content, perhaps only in
 * some `contexts`. At a start, `pattern` is matched against the line, and the last character of
 * its first group (of the whole match, where there is none) is escaped. Elsewhere `mark` decides.
 */
export interface EscapeRule {
  name: string;
  at: 'block start' | 'line start' | 'next line' | 'list item' | 'anywhere';
  contexts?: readonly InlineContext[];
  /** The characters that the rule can begin with: without one of them it has nothing to do. */
  characters: string;
  pattern?: RegExp;
  /** Whether `pattern` is matched against the lines that follow, too. */
  seesNextLine?: true;
  mark?: (source: InlineSource) => void;
}

/** Half of what a parser is allowed: the check box of a task counts too. */
const MANY_MARKS = MAX_INLINE_MARKS / 2;
const MANY_TARGETS = MAX_UNCLOSED_TARGETS / 2;

/**
 * What is escaped, where and why. Everything else is written as it is. The order counts: white space
 * first, because a character reference changes what stands beside a delimiter, and backslashes last.
 */
export const ESCAPE_RULES: readonly EscapeRule[] = [
  {
    // A parser drops spaces and tabs at the start and the end of a line.
    name: 'white space at an edge',
    at: 'anywhere',
    characters: ' \t',
    mark: escapeEdges,
  },
  {
    // A blank line would end the paragraph, and any line ending would end a heading or a cell.
    name: 'line ending',
    at: 'anywhere',
    characters: '\n\r',
    mark: escapeLineEndings,
  },
  {
    // A parser drops it at the start of a document.
    name: 'byte order mark',
    at: 'anywhere',
    characters: '\uFEFF',
    mark: escapeByteOrderMark,
  },
  {
    // Up to six number signs begin a heading.
    name: 'heading',
    at: 'line start',
    characters: '#',
    pattern: /^(#)#{0,5}(?=[ \t]|$)/,
  },
  {
    // It begins a block quote.
    name: 'block quote',
    at: 'line start',
    characters: '>',
    pattern: /^>/,
  },
  {
    // It begins a list, even an empty one.
    name: 'list item at the start of a block',
    at: 'block start',
    characters: '-+*',
    pattern: /^[-+*](?=[ \t]|$)/,
  },
  {
    // Only an item with content can interrupt a paragraph.
    name: 'list item in a paragraph',
    at: 'next line',
    characters: '-+*',
    pattern: /^[-+*](?=[ \t]+[^ \t])/,
  },
  {
    // It begins a numbered list.
    name: 'numbered item at the start of a block',
    at: 'block start',
    characters: '0123456789',
    pattern: /^(\d{1,9}[.)])(?=[ \t]|$)/,
  },
  {
    // Only a list that starts with 1 can interrupt a paragraph.
    name: 'numbered item in a paragraph',
    at: 'next line',
    characters: '0123456789',
    pattern: /^(0{0,8}1[.)])(?=[ \t]+[^ \t])/,
  },
  {
    // Three of them alone on a line are a rule, or the frontmatter of a document.
    name: 'thematic break',
    at: 'line start',
    characters: '-_*',
    pattern: /^([-_*])[ \t]*(?:\1[ \t]*){2,}$/,
  },
  {
    // Two of them alone behind a bullet make a rule with it. Which bullet it will be is not asked.
    name: 'thematic break with a bullet',
    at: 'list item',
    characters: '-*',
    pattern: /^([-*])[ \t]*\1[ \t]*$/,
  },
  {
    // Three of them begin fenced code, which would swallow what follows.
    name: 'fence',
    at: 'line start',
    characters: '`~',
    pattern: /^(?:(`)``+(?!.*`)|(~)~~)/,
  },
  {
    // Some tags begin a block although they are not complete.
    name: 'HTML block',
    at: 'line start',
    characters: '<',
    pattern: new RegExp(`(?=${HTML_BLOCK_START.source})<`, 'i'),
  },
  {
    // A definition of a link disappears from the text.
    name: 'definition',
    at: 'block start',
    characters: '[',
    seesNextLine: true,
    pattern:
      /^(\[)(?![\t\n ]*\])[^[\]]{1,999}\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|(?!<)[^\t\n ]+)(?=[ \t]*(?:\n|$)|[ \t]+["'(])/,
  },
  {
    // The definition of a footnote moves away from its place.
    name: 'footnote definition',
    at: 'line start',
    characters: '[',
    pattern: /^\[(?=\^[^\t\n [\]]{1,999}\]:)/,
  },
  {
    // It would make a task of a list item.
    name: 'check box',
    at: 'list item',
    characters: '[',
    seesNextLine: true,
    pattern: /^\[(?=[ \t\nxX]\][ \t\n])/,
  },
  {
    // It makes a heading of the paragraph above.
    name: 'setext underline',
    at: 'next line',
    characters: '=-',
    pattern: /^(?:(=)=*|(-)-*)[ \t]*$/,
  },
  {
    // A delimiter row makes a table of the line above.
    name: 'table',
    at: 'next line',
    characters: '|:-',
    pattern: /^(?=.*-)([|:-])[|:\- \t]*$/,
  },
  {
    // Number signs at the end close a heading and are dropped.
    name: 'end of a heading',
    at: 'anywhere',
    contexts: ['heading'],
    characters: '#',
    mark: escapeClosingSequence,
  },
  {
    // It ends a cell, whatever stands around it.
    name: 'pipe',
    at: 'anywhere',
    contexts: ['cell'],
    characters: '|',
    mark: (source) => markEach(source, '|'),
  },
  {
    // A run that can open pairs with a later one that can close; without a partner it is text.
    name: 'emphasis',
    at: 'anywhere',
    characters: '*_~',
    mark: escapeDelimiterRuns,
  },
  {
    // A run of backticks opens code where a run of the same length comes later.
    name: 'code',
    at: 'anywhere',
    characters: '`',
    mark: escapeBacktickRuns,
  },
  {
    // A complete tag, comment or address in angle brackets is markup.
    name: 'HTML and autolinks',
    at: 'anywhere',
    characters: '<',
    mark: escapeAngleBrackets,
  },
  {
    // Brackets are a link only with a target behind them, or where the document defines their label.
    name: 'link',
    at: 'anywhere',
    characters: '[]',
    mark: escapeLabelBrackets,
  },
  {
    // Before a real link it would make an image of it.
    name: 'image',
    at: 'anywhere',
    characters: '!',
    mark: escapeExclamationMarks,
  },
  {
    // The time of a parser grows with the square of those that it has to think about; `](` is dearer than others.
    name: 'very many marks',
    at: 'anywhere',
    characters: '*_~[]!',
    mark: escapeManyMarks,
  },
  {
    // It would be decoded. Whether a name exists is not looked up: the list would be larger than all of this.
    name: 'character reference',
    at: 'anywhere',
    characters: '&',
    mark: escapeReferences,
  },
  {
    // Before punctuation it is an escape, and at the end of a line a break; elsewhere it is text.
    name: 'backslash',
    at: 'anywhere',
    characters: '\\',
    mark: escapeBackslashes,
  },
];

const RULES_BY_CONTEXT = new Map<InlineContext, readonly EscapeRule[]>(
  (['paragraph', 'heading', 'cell'] as const).map((context) => [
    context,
    ESCAPE_RULES.filter((rule) => rule.contexts?.includes(context) ?? true),
  ]),
);

/** Marks every character of text that must not be written as it is. */
export function markEscapes(source: InlineSource): void {
  const { value, place } = source;
  const isBlock = place.context === 'paragraph';
  for (const rule of RULES_BY_CONTEXT.get(place.context) ?? []) {
    if (rule.at !== 'anywhere') {
      if (isBlock) markStarts(source, rule);
    } else if (includesAny(value, rule.characters)) {
      rule.mark?.(source);
    }
  }
}

/** Writes a stretch of the source with its escapes. */
export function writeEscaped(source: InlineSource, start = 0, end = source.value.length): string {
  const { value, marks } = source;
  let written = '';
  let from = start;
  for (let index = start; index < end; index += 1) {
    if (marks[index] === BACKSLASH) {
      written += `${value.slice(from, index)}\\`;
      from = index;
    } else if (marks[index] === REFERENCE) {
      written += `${value.slice(from, index)}&#x${value.charCodeAt(index).toString(16).toUpperCase()};`;
      from = index + 1;
    }
  }
  return written === '' ? value.slice(start, end) : written + value.slice(from, end);
}

function includesAny(value: string, characters: string): boolean {
  for (const character of characters) if (value.includes(character)) return true;
  return false;
}

function markStarts(source: InlineSource, rule: EscapeRule): void {
  const { value, place, marks } = source;
  const { at } = rule;
  if (at !== 'next line') {
    const applies = at === 'list item' ? place.startsListItem : place.startsBlock;
    if (applies) markStart(source, rule, 0);
    if (at !== 'line start') return;
  }
  for (let index = value.indexOf('\n'); index !== -1; index = value.indexOf('\n', index + 1)) {
    if (marks[index] !== REFERENCE) markStart(source, rule, index + 1);
  }
}

function markStart(source: InlineSource, rule: EscapeRule, start: number): void {
  const { value } = source;
  if (start === value.length || !rule.characters.includes(value.charAt(start))) return;
  const end = rule.seesNextLine === true ? value.length : lineEnd(source, start);
  const match = rule.pattern?.exec(sliceAsWritten(source, start, end));
  if (match === null || match === undefined) return;
  const escaped = match.slice(1).find((group) => group !== undefined) ?? match[0];
  const index = start + escaped.length - 1;
  if (kindAt(source, index) === TEXT) source.marks[index] = BACKSLASH;
}

/** A line, with a letter for white space at its edges that is written as a character reference. */
function sliceAsWritten(source: InlineSource, start: number, end: number): string {
  let slice = source.value.slice(start, end);
  if (source.marks[start] === REFERENCE) slice = `x${slice.slice(1)}`;
  return source.marks[end - 1] === REFERENCE ? `${slice.slice(0, -1)}x` : slice;
}

function lineEnd(source: InlineSource, start: number): number {
  const { value, marks } = source;
  let end = value.indexOf('\n', start);
  while (end !== -1 && marks[end] === REFERENCE) end = value.indexOf('\n', end + 1);
  return end === -1 ? value.length : end;
}

function markEach(source: InlineSource, character: string): void {
  const { value, marks } = source;
  for (let index = value.indexOf(character); index !== -1; index = value.indexOf(character, index + 1)) {
    if (kindAt(source, index) === TEXT) marks[index] = BACKSLASH;
  }
}

function escapeEdges(source: InlineSource): void {
  const { value } = source;
  markReference(source, 0, ' \t');
  markReference(source, value.length - 1, ' \t');
  if (source.place.context !== 'paragraph') return;
  for (let index = value.indexOf('\n'); index !== -1; index = value.indexOf('\n', index + 1)) {
    markReference(source, index - 1, ' \t');
    markReference(source, index + 1, ' \t');
  }
}

function escapeLineEndings(source: InlineSource): void {
  const { value, place } = source;
  for (let index = 0; index < value.length; index += 1) {
    const character = value.charAt(index);
    if (character === '\r') {
      markReference(source, index, '\r');
    } else if (character === '\n') {
      const next = value.charAt(index + 1);
      const isBlank = index === 0 || value.charAt(index - 1) === '\n' || next === '\n' || next === '';
      if (isBlank || place.context !== 'paragraph') markReference(source, index, '\n');
    }
  }
}

function escapeByteOrderMark(source: InlineSource): void {
  markReference(source, 0, '\uFEFF');
}

function markReference(source: InlineSource, index: number, characters: string): void {
  if (index < 0 || index >= source.value.length) return;
  if (characters.includes(source.value.charAt(index)) && kindAt(source, index) === TEXT) {
    source.marks[index] = REFERENCE;
  }
}

function escapeClosingSequence(source: InlineSource): void {
  const match = /(?:^|[ \t])(#+)$/.exec(sliceAsWritten(source, 0, source.value.length));
  if (match?.[1] === undefined) return;
  const index = source.value.length - match[1].length;
  if (kindAt(source, index) === TEXT) source.marks[index] = BACKSLASH;
}

function escapeAngleBrackets(source: InlineSource): void {
  const { value, marks } = source;
  // Where each kind of markup can end is looked up once: looking from each `<` would be quadratic.
  const last = {
    tag: value.lastIndexOf('>'),
    comment: value.lastIndexOf('-->'),
    instruction: value.lastIndexOf('?>'),
    cdata: value.lastIndexOf(']]>'),
  };
  for (
    let index = value.indexOf('<');
    index !== -1 && index < last.tag;
    index = value.indexOf('<', index + 1)
  ) {
    if (kindAt(source, index) === TEXT && isMarkup(value, index, last)) marks[index] = BACKSLASH;
  }
}

type LastEnds = Record<'tag' | 'comment' | 'instruction' | 'cdata', number>;

function isMarkup(value: string, index: number, last: LastEnds): boolean {
  const next = value.charAt(index + 1);
  if (next === '?') return last.instruction >= index + 2;
  if (next === '!') {
    if (value.startsWith('<!--', index)) {
      return last.comment >= index + 4 || /^<!--(?:>|->)/.test(value.slice(index, index + 6));
    }
    if (value.startsWith('<![CDATA[', index)) return last.cdata >= index + 9;
    return /[a-z]/i.test(value.charAt(index + 2));
  }
  TAG_OR_AUTOLINK.lastIndex = index;
  return TAG_OR_AUTOLINK.test(value);
}

function escapeManyMarks(source: InlineSource): void {
  const { value, marks } = source;
  const places = [...value.matchAll(/[*_~[\]!]/g)];
  if (places.length < MANY_MARKS && countTargets(source) < MANY_TARGETS) return;
  for (const { index } of places) if (kindAt(source, index) === TEXT) marks[index] = BACKSLASH;
}

/** How often `](` stands in text: where no link is, a parser looks far for its end. */
function countTargets(source: InlineSource): number {
  const places = [...source.value.matchAll(/\]\(/g)];
  return places.filter(({ index }) => kindAt(source, index) === TEXT).length;
}

function escapeReferences(source: InlineSource): void {
  for (const match of source.value.matchAll(CHARACTER_REFERENCE)) {
    if (kindAt(source, match.index) === TEXT) source.marks[match.index] = BACKSLASH;
  }
}

function escapeBackslashes(source: InlineSource): void {
  const { value, marks } = source;
  for (let index = value.indexOf('\\'); index !== -1; index = value.indexOf('\\', index + 1)) {
    if (kindAt(source, index) !== TEXT || index + 1 === value.length) continue;
    const next = value.charAt(index + 1);
    if (marks[index + 1] === REFERENCE || next === '\n' || PUNCTUATION.test(next)) marks[index] = BACKSLASH;
  }
}
