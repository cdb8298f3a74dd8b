import type { Facts } from '../query/match-facts.js';
import { forEachToken } from '../tokens/tokenize.js';

/** A piece of a document's text that is shown as one line. */
export interface Block {
  /** Heading under which it stands. */
  section?: string;
  text: string;
  /** Where in the text the words begin that are searched: behind the key of a line of frontmatter. */
  from: number;
}

/** What is searched of a log or an event: without secrets, in the normal form NFC. */
export interface SearchDocument {
  title: string;
  facts: Facts;
  blocks: Block[];
}

/** Stands between what is not read on from one to the other: fields, headings, items, rows. No phrase has it. */
export const BOUNDARY = '';
/** In the text of a block. */
export const BOUNDARY_CHARACTER = '\n';
/** How a line begins that does not go on with the line before. */
const BEGINNING = /^\s*(?:[#|>*+-]|\d+[.)]\s)/;

/** Where a token stands: in which block, by its index, and from where to where in its text. */
export interface TokenPlace {
  block: number;
  from: number;
  to: number;
}

/** Every token of a document, and the boundaries between them. */
export function listTokens(document: Pick<SearchDocument, 'blocks'>): string[] {
  const tokens: string[] = [];
  forEachPlacedToken(document, (token) => tokens.push(token));
  return tokens;
}

/** Where each of {@link listTokens} stands. */
export function listTokenPlaces(document: Pick<SearchDocument, 'blocks'>): TokenPlace[] {
  const places: TokenPlace[] = [];
  forEachPlacedToken(document, (_, block, from, to) => places.push({ block, from, to }));
  return places;
}

type OnPlacedToken = (token: string, block: number, from: number, to: number) => void;

function forEachPlacedToken({ blocks }: Pick<SearchDocument, 'blocks'>, onToken: OnPlacedToken): void {
  for (const [block, { text, from: begin }] of blocks.entries()) {
    if (begin > 0 || BEGINNING.test(text)) onToken(BOUNDARY, block, begin, begin);
    let at = begin;
    for (const piece of text.slice(begin).split(BOUNDARY_CHARACTER)) {
      const start = at;
      if (start > begin) onToken(BOUNDARY, block, start, start);
      forEachToken(piece, (token, from, to) => onToken(token, block, start + from, start + to));
      at += piece.length + 1;
    }
  }
}
