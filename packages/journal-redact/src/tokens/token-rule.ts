/** A secret that is known by its shape. */
export interface TokenRule {
  /** What a replacement calls it: lower-case words with hyphens. */
  kind: string;
  /** The literals by which it is recognised, as they are written; at least three characters each. */
  starts: readonly string[];
  /**
   * Regular expression of what follows. It is tried at one place, so it needs no anchors; every repetition has one
   * class of characters and stands beside classes that have nothing in common with it, so that it cannot backtrack.
   */
  rest: string;
  /** What precedes the literal and belongs to the secret. */
  before?: CharacterRun;
  /** The start is also an end of ordinary words, and counts only where a word may begin. */
  needsBorder?: boolean;
  /** Ordinary names have this shape too: letters and digits must change as often as in a key. */
  mustLookRandom?: boolean;
}

/** A number of characters that are all of one class. */
export interface CharacterRun {
  /** A class of a regular expression: `[a-f0-9]`. */
  characters: string;
  minLength: number;
  /** Further characters are none of the secret. */
  maxLength: number;
}

/** Rules by the name of who issues such secrets. */
export type TokenTable = Readonly<Record<string, readonly TokenRule[]>>;
