/** Tells a record that comes again, as after a block was copied twice, from one after a damaged number. */
export class SequenceCheck {
  #last = 0;
  /** The number that would come next if the last one, which left some out, were damaged. */
  #afterLeap: number | undefined;

  isRepeated(sequence: number): boolean {
    if (sequence <= this.#last && sequence !== this.#afterLeap) return true;
    this.#afterLeap = sequence > this.#last + 1 ? this.#last + 2 : undefined;
    this.#last = sequence;
    return false;
  }
}
