export interface Count {
  name: string;
  count: number;
}

/** Counts by name, exactly; names beyond the bound are counted together. */
export class BoundedCounter {
  readonly #counts = new Map<string, number>();
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
    if (known === undefined && this.#counts.size >= this.#maxNames) this.#other += count;
    else this.#counts.set(name, (known ?? 0) + count);
  }

  /** Most frequent first, then by name; what is beyond the bound comes last as `otherName`. */
  rows(otherName: string): Count[] {
    const rows = [...this.#counts].map(([name, count]) => ({ name, count }));
    rows.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    return this.#other === 0 ? rows : [...rows, { name: otherName, count: this.#other }];
  }
}
