const STEP = 1_000;
const ENDINGS = Array.from({ length: STEP }, (_, number) => String(number).padStart(3, '0'));

/**
 * Writes numbers that count up. V8 keeps the text of each number that it writes in a table, where that of one which never
 * comes again lives long enough to become old garbage; the parts of these come again.
 */
export class CountingText {
  #thousands = 0;
  #head = '';

  /** @param number - whole, from 0 */
  textOf(number: number): string {
    if (number < STEP) return String(number);
    const thousands = Math.floor(number / STEP);
    if (thousands !== this.#thousands) {
      this.#thousands = thousands;
      this.#head = String(thousands);
    }
    return this.#head + ENDINGS[number - thousands * STEP];
  }
}
