/** What a value has in common with every way of writing it: line breaks fold, quotes are doubled. */
const UNWRITTEN = /[\s'"\\\uFFFD]+/u;

/**
 * Rules out logs by the bytes of their heads: most of what a filter has to look at does not match, and parsing a head
 * takes longer than reading it.
 */
export class HeadFilter {
  /** Texts that stand in every head that matches, a character for each byte. */
  readonly #needles: readonly string[];

  /** @param values - of the frontmatter, which a log must have */
  constructor(values: readonly string[]) {
    const pieces = values.flatMap((value) => value.split(UNWRITTEN)).filter((piece) => piece !== '');
    this.#needles = pieces.map((piece) => Buffer.from(piece).toString('latin1'));
  }

  /** Whether there is anything to look for. */
  get canRuleOut(): boolean {
    return this.#needles.length > 0;
  }

  /**
   * @param head - the frontmatter, a character for each byte
   * @returns false if the log does not match; true says nothing
   */
  mayMatch(head: string): boolean {
    for (const needle of this.#needles) {
      // A backslash may stand for any character.
      if (!head.includes(needle)) return head.includes('\\');
    }
    return true;
  }
}
