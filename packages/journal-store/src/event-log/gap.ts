import { MAX_TYPES, OTHER_TYPES } from '../constants.js';

/** What was dropped since there was room last. */
export class Gap {
  readonly #byType = new Map<string, number>();
  /** Epoch milliseconds of the first and the last one. */
  from = 0;
  to = 0;
  dropped = 0;
  /** Why there was no room at first. */
  reason = '';

  add(type: string, time: number, reason: string): void {
    if (this.dropped === 0) {
      this.from = time;
      this.reason = reason;
    }
    this.to = time;
    this.dropped += 1;
    const row = this.#byType.has(type) || this.#byType.size < MAX_TYPES ? type : OTHER_TYPES;
    this.#byType.set(row, (this.#byType.get(row) ?? 0) + 1);
  }

  /** @returns a plain object whose keys are event types, whatever they are called */
  byType(): Record<string, number> {
    return Object.fromEntries(this.#byType);
  }
}
