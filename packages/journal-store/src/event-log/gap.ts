import { MAX_TYPES, OTHER_TYPES } from '../constants.js';
import type { GapRecord } from './gap-record.js';

/** What was dropped since there was room last. */
export class Gap implements GapRecord {
  readonly #counts = new Map<string, number>();
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
    const row = this.#counts.has(type) || this.#counts.size < MAX_TYPES ? type : OTHER_TYPES;
    this.#counts.set(row, (this.#counts.get(row) ?? 0) + 1);
  }

  /** A plain object whose keys are event types, whatever they are called. */
  get byType(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
