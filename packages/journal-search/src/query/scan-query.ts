import { queryError } from './query-error.js';

/** A part of a query, as it is written. */
export interface QueryPart {
  /** Offset in the query, from 0. */
  place: number;
  isExcluded: boolean;
  /** What stands before the colon, in lower case; absent for words and phrases. */
  name?: string;
  /** Without the quotes. */
  value: string;
  isQuoted: boolean;
  /** Whether a `*` follows the quotes. */
  hasStar: boolean;
}

const SPACE = /\s/;
/** A filter's name begins with a letter, so that `12:30` is a word. */
const NAME = /-?(\p{L}[\p{L}\p{N}_-]*):/uy;
const BARE = /[^\s"]*/y;

/**
 * Cuts a query into its parts.
 *
 * @throws {JOURNAL_SEARCH_QUERY_INVALID} when a quote has no end or stands inside of a word
 */
export function scanQuery(text: string): QueryPart[] {
  const parts: QueryPart[] = [];
  for (let at = 0; at < text.length; ) {
    if (SPACE.test(text[at] as string)) {
      at += 1;
      continue;
    }
    const { part, end } = scanPart(text, at);
    parts.push(part);
    at = end;
  }
  return parts;
}

function scanPart(text: string, place: number): { part: QueryPart; end: number } {
  const isExcluded = text[place] === '-';
  const name = scanAt(NAME, text, place);
  const begin = name === undefined ? place + (isExcluded ? 1 : 0) : place + name[0].length;
  const { value, isQuoted, end } = scanValue(text, begin);
  const hasStar = isQuoted && text[end] === '*';
  const next = hasStar ? end + 1 : end;
  if (next < text.length && !SPACE.test(text[next] as string)) {
    const following = text.slice(next).split(/\s/, 1)[0] as string;
    const problem = isQuoted ? 'follows a quote without a space' : 'is a quote inside of a word';
    const fix = 'Put a space before it, or the whole into quotes.';
    throw queryError(text, { place: next, value: following, problem, fix });
  }
  const part = { place, isExcluded, value, isQuoted, hasStar };
  const filter = name?.[1]?.toLowerCase();
  return { part: filter === undefined ? part : { ...part, name: filter }, end: next };
}

function scanValue(text: string, at: number): { value: string; isQuoted: boolean; end: number } {
  if (text[at] !== '"') {
    const value = scanAt(BARE, text, at)?.[0] ?? '';
    return { value, isQuoted: false, end: at + value.length };
  }
  const close = text.indexOf('"', at + 1);
  if (close === -1) {
    const problem = 'begins with a quote that is not closed';
    throw queryError(text, { place: at, value: text.slice(at), problem, fix: 'Add a closing quote.' });
  }
  return { value: text.slice(at + 1, close), isQuoted: true, end: close + 1 };
}

function scanAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
