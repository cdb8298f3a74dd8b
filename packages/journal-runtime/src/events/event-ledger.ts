import type { Ledger } from '@opta/journal-summary';
import { TypeCounts } from './type-counts.js';

/** Counts what became of every event: emitted = written + skipped + refused + dropped. */
export class EventLedger {
  #emitted = 0;
  #written = 0;
  #skipped = new TypeCounts();
  #refused = new TypeCounts();
  #dropped = new TypeCounts();

  /** Events in the event log, or in the summary where there is no event log. */
  written(): void {
    this.#emitted += 1;
    this.#written += 1;
  }

  /** Left out by the configuration. */
  skipped(type: string): void {
    this.#emitted += 1;
    this.#skipped.add(type);
  }

  /** Without a type, or of one that hosts cannot use, or not to be stored in any form. */
  refused(type: string): void {
    this.#emitted += 1;
    this.#refused.add(type);
  }

  /** Lost because there was no session, no folder or no room. */
  dropped(type: string): void {
    this.#emitted += 1;
    this.#dropped.add(type);
  }

  /** Events that were counted as written and could not be brought to the disk after all. */
  lost(type: string, count: number): void {
    const lost = Math.min(count, this.#written);
    this.#written -= lost;
    this.#dropped.add(type, lost);
  }

  snapshot(): Ledger {
    const skippedByType = this.#skipped.toObject();
    const refusedByType = this.#refused.toObject();
    const droppedByType = this.#dropped.toObject();
    return {
      emitted: this.#emitted,
      written: this.#written,
      skipped: this.#skipped.total,
      refused: this.#refused.total,
      dropped: this.#dropped.total,
      ...(skippedByType === undefined ? {} : { skippedByType }),
      ...(refusedByType === undefined ? {} : { refusedByType }),
      ...(droppedByType === undefined ? {} : { droppedByType }),
    };
  }
}
