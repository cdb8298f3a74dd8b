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

/** Whether a line does not go on with the line before. */
export function beginsAnew(line: string): boolean {
  return BEGINNING.test(line);
}

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

function forEachPlacedToken(document: Pick<SearchDocument, 'blocks'>, onToken: OnPlacedToken): void {
  forEachPiece(document, (piece, isSeparate, block, start) => {
    if (isSeparate) onToken(BOUNDARY, block, start, start);
    forEachToken(piece, (token, from, to) => onToken(token, block, start + from, start + to));
  });
}

/**
 * Gives every piece of a document's text that has no boundary inside, in their order.
 *
 * @param onPiece - is also told whether there is a boundary before it, the index of its block, and where in the text
 *   of that it begins
 */
function forEachPiece(
  { blocks }: Pick<SearchDocument, 'blocks'>,
  onPiece: (piece: string, isSeparate: boolean, block: number, start: number) => void,
): void {
  for (let block = 0; block < blocks.length; block += 1) {
    const { text, from } = blocks[block] as Block;
    let isSeparate = from > 0 || beginsAnew(text);
    let start = from;
    for (let end = text.indexOf(BOUNDARY_CHARACTER, from); end !== -1; ) {
      onPiece(text.slice(start, end), isSeparate, block, start);
      [isSeparate, start] = [true, end + 1];
      end = text.indexOf(BOUNDARY_CHARACTER, start);
    }
    onPiece(text.slice(start), isSeparate, block, start);
  }
}
