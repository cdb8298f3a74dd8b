/** The first entries of a list and the number of the others. */
export class BoundedList<Entry> {
  readonly entries: Entry[] = [];
  readonly #maxEntries: number;
  #left = 0;

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  /** Entries that are counted and not kept. */
  get left(): number {
    return this.#left;
  }

  get total(): number {
    return this.entries.length + this.#left;
  }

  add(entry: Entry): void {
    if (this.entries.length < this.#maxEntries) this.entries.push(entry);
    else this.#left += 1;
  }
}
