import { trimEnd } from '../trim-end.js';

/** What cannot stand in one visible line of text; most texts have none of it. */
const SUSPECT = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;
/** Begins only at the first of several spaces: a long run of them is looked at once. */
const LINE_BREAKS = /(?<! ) *[\t\n\r\u2028\u2029][ \t\n\r\u2028\u2029]*/g;
/** Not in its function, where each call would make a new object: a long table has many texts. */
const LEADING_SPACES = /^ +/;
const CONTROLS = /[\0-\x1f\x7f]/g;
const CONTROLS_BUT_LAYOUT = /[\0-\x08\x0b-\x1f\x7f]/g;
/** C1 controls, marks that turn the direction of text round, and the byte order mark. */
const INVISIBLE = /[\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const LONE_SURROGATES = /\p{Surrogate}/gu;

const PICTURES = 0x2400;
const DELETE = 0x7f;
const PICTURE_OF_DELETE = 0x2421;

/**
 * Text as one visible line: line breaks and tabs become one space, control characters their
 * pictures (`␛`), C1 and bidirectional controls their escapes (`\u202e`), lone surrogates U+FFFD.
 * Doing it twice changes nothing.
 */
export function canonicalLine(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return showInvisible(text.replace(LINE_BREAKS, ' ').replace(CONTROLS, pictureOf));
}

/** A visible line without spaces at its ends, where markdown would drop them. */
export function canonicalText(text: string): string {
  return trimEnd(canonicalLine(text), ' ').replace(LEADING_SPACES, '');
}

/** Text of many lines, LF between them; tabs stay, other controls are shown as in a line. */
export function canonicalBlock(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return showInvisible(text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(CONTROLS_BUT_LAYOUT, pictureOf));
}

/** Markdown source: a block without blank lines at its ends. */
export function canonicalMarkdown(text: string): string {
  return withoutBlankEnd(canonicalBlock(text).replace(/^(?:[ \t]*\n)+/, '')).replace(/^[ \t]+$/, '');
}

/** White space at the end of the last line with content stays. */
function withoutBlankEnd(text: string): string {
  const end = text.indexOf('\n', trimEnd(text, ' \t\n').length);
  return end === -1 ? text : text.slice(0, end);
}

function showInvisible(text: string): string {
  return text.replace(LONE_SURROGATES, '\ufffd').replace(INVISIBLE, escapeOf);
}

function pictureOf(control: string): string {
  const code = control.charCodeAt(0);
  return String.fromCharCode(code === DELETE ? PICTURE_OF_DELETE : PICTURES + code);
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
