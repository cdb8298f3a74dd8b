import type { Found } from '../pages/found.js';

/**
 * Keeps the last hits of a log that is read from its beginning, as many as a page can take: of those that lead up to
 * the last one behind the cursor. What follows it is all before the cursor.
 */
export class LastHits {
  readonly #limit: number;
  readonly #isBehind: (found: Found) => boolean;
  #hits: Found[] = [];
  /** What comes after the last hit that is behind the cursor. */
  #undecided: Found[] = [];

  constructor(limit: number, isBehind: (found: Found) => boolean) {
    this.#limit = limit;
    this.#isBehind = isBehind;
  }

  add(found: Found): void {
    this.#undecided = this.#lastOf([...this.#undecided, found]);
    if (!this.#isBehind(found)) return;
    this.#hits = this.#lastOf([...this.#hits, ...this.#undecided]);
    this.#undecided = [];
  }

  newestFirst(): Found[] {
    return [...this.#hits].reverse();
  }

  #lastOf(hits: Found[]): Found[] {
    return hits.slice(-this.#limit);
  }
}
