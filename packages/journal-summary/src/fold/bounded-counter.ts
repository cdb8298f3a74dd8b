export interface Count {
  name: string;
  count: number;
}

/** Counts by name, exactly; names beyond the bound are counted together. */
export class BoundedCounter {
  readonly #counts = new Map<string, Count>();
  readonly #maxNames: number;
  #other = 0;

  constructor(maxNames: number) {
    this.#maxNames = maxNames;
  }

  /** Names that are told apart. */
  get size(): number {
    return this.#counts.size;
  }

  add(name: string, count = 1): void {
    const known = this.#counts.get(name);
    if (known !== undefined) known.count += count;
    else if (this.#counts.size < this.#maxNames) this.#counts.set(name, { name, count });
    else this.#other += count;
  }

  /** Most frequent first, then by name; what is beyond the bound comes last as `otherName`. */
  rows(otherName: string): Count[] {
    const rows = [...this.#counts.values()].map((row) => ({ ...row }));
    rows.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    return this.#other === 0 ? rows : [...rows, { name: otherName, count: this.#other }];
  }
}
