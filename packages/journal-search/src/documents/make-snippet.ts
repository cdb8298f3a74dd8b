import { SNIPPET_CHARACTERS } from '../constants.js';
import { findTerm, type Term } from '../tokens/match-term.js';
import {
  type Block,
  BOUNDARY_CHARACTER,
  listTokenPlaces,
  listTokens,
  type SearchDocument,
  type TokenPlace,
} from './document.js';

export interface Snippet {
  section?: string;
  snippet: string;
  marks: [number, number][];
}

/** Control characters, and characters that turn the direction of a line or cannot be seen. */
const INVISIBLE = /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;
const SYMBOLS = 0x2400;

/** One line around the first match of any word of a query; the beginning of the text where it has none. */
export function makeSnippet(document: SearchDocument, terms: readonly Term[]): Snippet {
  const tokens = listTokens(document);
  const places = listTokenPlaces(document);
  const found = terms.map((term) => findTerm(tokens, term)).filter((at) => at !== -1);
  const first = found.length === 0 ? undefined : places[Math.min(...found)];
  const index = first?.block ?? beginningOf(document.blocks);
  const block = document.blocks[index];
  if (block === undefined) return { snippet: '', marks: [] };
  const { begin, end } = windowAround(block, first);
  const marked = matchingTokens(tokens, terms).map((token) => places[token] as TokenPlace);
  const marks = marksIn(marked.filter((place) => place.block === index)).flatMap(
    ([from, to]): [number, number][] => (from >= begin && to <= end ? [[from - begin, to - begin]] : []),
  );
  const snippet = makeVisible(block.text.slice(begin, end));
  return { ...(block.section === undefined ? {} : { section: block.section }), snippet, marks };
}

/** The first line that is neither frontmatter nor a heading. */
function beginningOf(blocks: readonly Block[]): number {
  const index = blocks.findIndex(({ text, from }) => from === 0 && !/^\s*#/.test(text));
  return Math.max(index, 0);
}

/** As much of the block as is shown, with about a third of it before the match. */
function windowAround(
  { text }: Block,
  match: { from: number; to: number } | undefined,
): { begin: number; end: number } {
  if (text.length <= SNIPPET_CHARACTERS) return { begin: 0, end: text.length };
  const wanted = match === undefined ? 0 : match.from - Math.floor(SNIPPET_CHARACTERS / 3);
  const begin = Math.max(0, Math.min(wanted, text.length - SNIPPET_CHARACTERS));
  const end = Math.min(text.length, begin + SNIPPET_CHARACTERS);
  return {
    begin: isInsidePair(text, begin) ? begin + 1 : begin,
    end: isInsidePair(text, end) ? end - 1 : end,
  };
}

function isInsidePair(text: string, at: number): boolean {
  return /^[\uDC00-\uDFFF]/.test(text.slice(at, at + 1)) && /[\uD800-\uDBFF]$/.test(text.slice(at - 1, at));
}

/** Indexes of all tokens that are a part of a match, ascending. */
function matchingTokens(tokens: readonly string[], terms: readonly Term[]): number[] {
  const matching = new Set<number>();
  for (const term of terms) {
    for (let at = findTerm(tokens, term); at !== -1; at = findTerm(tokens, term, at + 1)) {
      for (let offset = 0; offset < term.tokens.length; offset += 1) matching.add(at + offset);
    }
  }
  return [...matching].sort((a, b) => a - b);
}

/** Several tokens may be of one word, which is marked once. */
function marksIn(places: readonly TokenPlace[]): [number, number][] {
  const marks: [number, number][] = [];
  for (const { from, to } of places) if (marks.at(-1)?.[1] !== to) marks.push([from, to]);
  return marks;
}

/** Character for character, so that marks stay where they are. */
function makeVisible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    if (character === BOUNDARY_CHARACTER) return '·';
    if (character === '\t' || character === '\r') return ' ';
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(SYMBOLS + code);
    return code === 0x7f ? '\u2421' : '\uFFFD';
  });
}
