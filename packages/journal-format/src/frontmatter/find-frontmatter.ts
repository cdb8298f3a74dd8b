/** Where a frontmatter block stands in a text, in UTF-16 code units. */
export interface FrontmatterPlace {
  /** The text between the two lines of hyphens. */
  yaml: string;
  /** Offset of `yaml`. */
  start: number;
  /** Offset behind the closing line of hyphens and its line ending. */
  end: number;
}

/** Characters of a block at the most. Ours have some hundred. */
const MAX_FRONTMATTER_LENGTH = 65_536;

const OPENING = /^\u{feff}?---[ \t]*\r?\n/u;
const CLOSING = /^---[ \t]*(?:\r?\n|$)/gm;

/** `undefined` where a text has no frontmatter, or the given head of it ends before the block does. */
export function findFrontmatter(text: string): FrontmatterPlace | undefined {
  const opening = OPENING.exec(text)?.[0];
  if (opening === undefined) return undefined;
  const head = text.slice(0, MAX_FRONTMATTER_LENGTH);
  CLOSING.lastIndex = opening.length;
  const closing = CLOSING.exec(head);
  if (closing === null) return undefined;
  const start = opening.length;
  return {
    yaml: head.slice(start, closing.index).replace(/\r?\n$/, ''),
    start,
    end: closing.index + closing[0].length,
  };
}
