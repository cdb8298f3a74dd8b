/**
 * Follows the numbers of an event log's records from one to the next. A block that a disk or a copy brought twice is
 * told from records that come after one whose own number was damaged.
 *
 * @remarks One for each event log; records without a number are not asked about.
 * @example
 * ```ts
 * const sequence = new RecordSequence();
 * [1, 2, 903, 4, 4].filter((number) => sequence.isRepeated(number)); // [4]
 * sequence.missing; // 0
 * ```
 */
export class RecordSequence {
  #last = 0;
  #missing = 0;
  /** Where the last record left numbers out: how many, and which one would come next if its own were damaged. */
  #leap: { missing: number; next: number } | undefined;

  /** Numbers before the last one that no record has. */
  get missing(): number {
    return this.#missing;
  }

  /**
   * @param sequence - number of the next record
   * @returns whether a record with it was there before
   */
  isRepeated(sequence: number): boolean {
    const missing = sequence - this.#last - 1;
    if (missing < 0 && sequence !== this.#leap?.next) return true;
    if (missing >= 0) {
      this.#missing += missing;
      this.#leap = missing === 0 ? undefined : { missing, next: this.#last + 2 };
    } else {
      this.#missing -= this.#leap?.missing ?? 0;
      this.#leap = undefined;
    }
    this.#last = sequence;
    return false;
  }
}
