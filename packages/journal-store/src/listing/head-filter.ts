/** What a value has in common with every way of writing it: line breaks fold, quotes are doubled. */
const UNWRITTEN = /[\s'"\\\uFFFD]+/u;

const BACKSLASH = 0x5c;

/**
 * Rules out logs by the bytes of their heads: most of what a filter has to look at does not match, and parsing a head
 * takes longer than reading it.
 */
export class HeadFilter {
  /** What stands in every head that matches. */
  readonly #needles: readonly Buffer[];

  /** @param values - of the frontmatter, which a log must have */
  constructor(values: readonly string[]) {
    const pieces = values.flatMap((value) => value.split(UNWRITTEN)).filter((piece) => piece !== '');
    // The longest first: it rules out most.
    pieces.sort((a, b) => b.length - a.length);
    this.#needles = pieces.map((piece) => Buffer.from(piece));
  }

  /** Whether there is anything to look for. */
  get canRuleOut(): boolean {
    return this.#needles.length > 0;
  }

  /**
   * @param head - the frontmatter, or that of several logs
   * @returns false if none of them matches; true says nothing
   */
  mayMatch(head: Buffer): boolean {
    for (const needle of this.#needles) {
      // A backslash may stand for any character.
      if (!head.includes(needle)) return head.includes(BACKSLASH);
    }
    return true;
  }
}
