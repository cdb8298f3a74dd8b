/**
 * Lets text through until one of the stop texts appears. What may be the beginning of one is held back, so
 * that no part of a stop text ever gets out.
 */
export class StopFilter {
  readonly #stops: readonly string[];
  #held = '';

  /** @param stops - Empty ones are ignored. */
  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
  }

  /** @returns the text that may go out now, and whether a stop text was reached */
  push(text: string): { text: string; isStopped: boolean } {
    this.#held += text;
    const found = this.#stops.map((stop) => this.#held.indexOf(stop)).filter((index) => index >= 0);
    if (found.length > 0) {
      const before = this.#held.slice(0, Math.min(...found));
      this.#held = '';
      return { text: before, isStopped: true };
    }
    const safeLength = this.#held.length - this.#doubtfulLength();
    const safe = this.#held.slice(0, safeLength);
    this.#held = this.#held.slice(safeLength);
    return { text: safe, isStopped: false };
  }

  /** What was held back and is no stop text after all. */
  flush(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }

  /** Length of the longest end of the held text that a stop text begins with. */
  #doubtfulLength(): number {
    const longest = Math.max(0, ...this.#stops.map((stop) => stop.length - 1));
    for (let length = Math.min(longest, this.#held.length); length > 0; length -= 1) {
      const end = this.#held.slice(-length);
      if (this.#stops.some((stop) => stop.startsWith(end))) return length;
    }
    return 0;
  }
}
