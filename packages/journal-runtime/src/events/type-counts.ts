import { MAX_LEDGER_TYPES } from '../constants.js';

const OTHER_TYPES = '(other types)';

/** Events by type; the number of rows is bounded, the total exact. */
export class TypeCounts {
  total = 0;
  readonly #counts = new Map<string, number>();

  add(type: string, count = 1): void {
    if (count === 0) return;
    this.total += count;
    const row = this.#counts.has(type) || this.#counts.size < MAX_LEDGER_TYPES ? type : OTHER_TYPES;
    this.#counts.set(row, (this.#counts.get(row) ?? 0) + count);
  }

  /** Sorted by type; undefined where there are none. */
  toObject(): Record<string, number> | undefined {
    if (this.#counts.size === 0) return undefined;
    // fromEntries defines keys, so a type named __proto__ stays a row.
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
