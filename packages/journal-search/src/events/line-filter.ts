import { isAscii } from 'node:buffer';
import type { Query } from '../query/query.js';
import { NEWLINE } from './line.js';

const ASCII_TOKEN = /^[a-z0-9]+$/;
/** A token that may come from a number, which JSON can write in many ways. */
const NUMERIC = /^[0-9e]+$/;
/** Numbers that read otherwise than they are written: with an exponent, or of too many digits. */
const UNLIKE_NUMBERS = '\\d[eE][+-]?\\d|\\d{17}';
const ESCAPE = '\\u';
const BEYOND_ASCII = `[\\x80-\\xff]|\\\\u`;
/** Parts of the pattern of an event type that must stand there as they are. */
const TYPE_PART = /[A-Za-z0-9]+/g;

/** Where, in a block of whole lines, lines are that may match: `[from, to)` without the newline, ascending. */
export type LineFilter = (block: Buffer) => [number, number][];

/**
 * Finds the lines that hold the longest word of a query in one pass over their bytes. All others are no matches and
 * are never parsed. Characters beyond ASCII may fold to any letter, so lines with them are always given.
 */
export function createLineFilter(query: Query): LineFilter {
  const literal = longestLiteral(query);
  if (literal === undefined) return everyLine;
  const source = NUMERIC.test(literal) ? `${literal}|${UNLIKE_NUMBERS}` : literal;
  const ascii = new RegExp(source, 'gi');
  const any = new RegExp(`${source}|${BEYOND_ASCII}`, 'gi');
  return (block) => linesWith(isAscii(block) && !block.includes(ESCAPE) ? ascii : any, block);
}

function longestLiteral({ terms, filters }: Query): string | undefined {
  const tokens = terms.flatMap((term) => term.tokens).filter((token) => ASCII_TOKEN.test(token));
  const types = filters
    .filter(({ name }) => name === 'type')
    .flatMap(({ value }) => value.match(TYPE_PART) ?? []);
  const literals = [...tokens, ...types].sort((a, b) => b.length - a.length);
  // What is only digits says less.
  return literals.find((literal) => !NUMERIC.test(literal)) ?? literals[0];
}

function linesWith(pattern: RegExp, block: Buffer): [number, number][] {
  const text = block.toString('latin1');
  const lines: [number, number][] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const from = text.lastIndexOf('\n', match.index) + 1;
    const end = text.indexOf('\n', match.index);
    lines.push([from, end]);
    pattern.lastIndex = end + 1;
  }
  return lines;
}

function everyLine(block: Buffer): [number, number][] {
  const lines: [number, number][] = [];
  for (let from = 0; from < block.length; ) {
    const end = block.indexOf(NEWLINE, from);
    lines.push([from, end]);
    from = end + 1;
  }
  return lines;
}
