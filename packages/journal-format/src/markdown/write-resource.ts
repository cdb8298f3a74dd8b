import type { Image, Link } from 'mdast';
import type { InlineContext } from './inline-source.js';
import { CHARACTER_REFERENCE, PUNCTUATION } from './markdown-syntax.js';

const URI_AUTOLINK = /^[a-z][a-z0-9+.-]{1,31}:[^\0-\x20\x7f<>]*$/i;
const EMAIL_AUTOLINK =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
/** A parser gives up on a destination with more open parentheses. Source: micromark. */
const MAX_OPEN_PARENTHESES = 32;

/** Whether a link is written as `<url>`: its text is its address and nothing in it needs an escape. */
export function isAutolink(node: Link, context: InlineContext): boolean {
  const child = node.children[0];
  if (node.children.length !== 1 || child?.type !== 'text' || (node.title ?? '') !== '') return false;
  if (context === 'cell' && node.url.includes('|')) return false;
  if (child.value === node.url) return URI_AUTOLINK.test(node.url);
  return node.url === `mailto:${child.value}` && EMAIL_AUTOLINK.test(child.value);
}

/** Writes `<url>`; only for what {@link isAutolink} accepts. */
export function writeAutolink(node: Link): string {
  const text = node.children[0];
  return `<${text?.type === 'text' ? text.value : node.url}>`;
}

/** Writes the target of a link or an image with its parentheses: `(url "title")`. */
export function writeResource(node: Link | Image, context: InlineContext): string {
  return `(${writeTarget(node, context)})`;
}

/** Writes a destination and, if there is one, a title, as links and definitions have them. */
export function writeTarget(target: Target, context: InlineContext): string {
  const title = target.title ?? '';
  const url = writeDestination(target.url, title !== '');
  const written = title === '' ? url : `${url} "${escapeString(title, /"/g)}"`;
  return context === 'cell' ? written.replace(/\|/g, '\\|') : written;
}

interface Target {
  url: string;
  title?: string | null | undefined;
}

function writeDestination(url: string, isFollowed: boolean): string {
  if (url === '') return isFollowed ? '<>' : '';
  if (/[\0-\x20\x7f]/.test(url)) return `<${escapeString(url, /[<>]/g)}>`;
  const escaped = escapeString(url, hasBalancedParentheses(url) ? undefined : /[()]/g);
  return escaped.startsWith('<') ? `\\${escaped}` : escaped;
}

/** Escapes what a parser would decode or end at inside a destination, a title or an info string. */
export function escapeString(value: string, delimiters: RegExp | undefined): string {
  let escaped = value.replace(BACKSLASH_BEFORE_PUNCTUATION, '\\\\').replace(CHARACTER_REFERENCE, '\\$&');
  if (delimiters !== undefined) escaped = escaped.replace(delimiters, '\\$&');
  return /[\r\n]/.test(escaped) ? escaped.replace(/\r/g, '&#xD;').replace(/\n/g, '&#xA;') : escaped;
}

const BACKSLASH_BEFORE_PUNCTUATION = new RegExp(`\\\\(?=${PUNCTUATION.source}|[\\r\\n]|$)`, 'g');

function hasBalancedParentheses(url: string): boolean {
  let open = 0;
  for (const character of url) {
    if (character === '(') open += 1;
    else if (character === ')') open -= 1;
    if (open < 0 || open > MAX_OPEN_PARENTHESES) return false;
  }
  return open === 0;
}

/** Writes the label of a reference or a definition so that it keeps its identifier. */
export function writeReferenceLabel(node: { identifier: string; label?: string | null | undefined }): string {
  const { identifier, label } = node;
  if (label === null || label === undefined || label === '') return identifier;
  const written = label.replace(/[[\]]/g, '\\$&');
  return foldLabel(written) === foldLabel(identifier) ? written : identifier;
}

/** The form in which text is compared with the labels of a document: as a parser does, backslashes aside. */
export function normalizeLabel(label: string): string {
  return foldLabel(label.replace(/\\/g, ''));
}

function foldLabel(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .trim()
    .toLowerCase()
    .toUpperCase();
}
