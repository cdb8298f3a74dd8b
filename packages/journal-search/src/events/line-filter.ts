import { isAscii } from 'node:buffer';
import type { Query } from '../query/query.js';
import { NEWLINE } from './line.js';
import { scanMemory } from './scan-memory.js';

const ASCII_TOKEN = /^[a-z0-9]+$/;
/** A token that may come from a number, which JSON can write in many ways. */
const NUMERIC = /^[0-9e]+$/;
/** Numbers that read otherwise than they are written: with an exponent, or of too many digits. */
const UNLIKE_NUMBERS = '\\d[eE][+-]?\\d|\\d{17}';
const ESCAPE = '\\u';
const BEYOND_ASCII = `[\\x80-\\xff]|\\\\u`;
/** Parts of the pattern of an event type that must stand there as they are. */
const TYPE_PART = /[A-Za-z0-9]+/g;

/** As text, so much stays near the processor; a megabyte at once takes three times as long. */
const PIECE_BYTES = 65_536;

/** Where, in a block of whole lines, lines are that may match: `[from, to)` without the newline, ascending. */
export type LineFilter = (block: Buffer) => [number, number][];

/**
 * Finds the lines that hold the longest word of a query in one pass over their bytes. All others are no matches and
 * are never parsed. Characters beyond ASCII may fold to any letter, so lines with them are always given.
 */
export function createLineFilter(query: Query): LineFilter {
  const literal = longestLiteral(query);
  if (literal === undefined) return everyLine;
  const isWord = !NUMERIC.test(literal);
  const source = isWord ? literal : `${literal}|${UNLIKE_NUMBERS}`;
  const ascii = new RegExp(source, 'gi');
  const any = new RegExp(`${source}|${BEYOND_ASCII}`, 'gi');
  return (block) => {
    if (isWord && scanMemory?.holds(block)) return scanMemory.linesWith(literal.toLowerCase(), block);
    return linesWith(isAscii(block) && !block.includes(ESCAPE) ? ascii : any, block);
  };
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
  const lines: [number, number][] = [];
  for (let begin = 0; begin < block.length; ) {
    const end = endOfPiece(block, begin);
    // A character for a byte, so that places in the text are places in the block.
    const text = block.toString('latin1', begin, end);
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const to = text.indexOf('\n', match.index);
      lines.push([begin + text.lastIndexOf('\n', match.index) + 1, begin + to]);
      pattern.lastIndex = to + 1;
    }
    begin = end;
  }
  return lines;
}

/** Behind the newline of the last line that begins and ends in a piece of ordinary size; of the first, if it is longer. */
function endOfPiece(block: Buffer, begin: number): number {
  if (begin + PIECE_BYTES >= block.length) return block.length;
  const last = block.lastIndexOf(NEWLINE, begin + PIECE_BYTES);
  return (last >= begin ? last : block.indexOf(NEWLINE, begin)) + 1;
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
