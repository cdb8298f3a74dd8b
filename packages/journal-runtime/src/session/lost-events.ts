import { isoTimestamp } from '@opta/journal-format';
import { TypeCounts } from '../events/type-counts.js';

/** Events that came while the event log could not be opened, for the `journal_gap` that names them. */
export class LostEvents {
  #counts = new TypeCounts();
  #from = 0;
  #to = 0;

  add(type: string, time: number): void {
    if (this.#counts.total === 0) this.#from = time;
    this.#to = time;
    this.#counts.add(type);
  }

  /** Data of the `journal_gap`, in the form of journal-store; undefined if nothing was lost since the last call. */
  takeGap(timeZone: string, reason: string): Record<string, unknown> | undefined {
    const counts = this.#counts;
    if (counts.total === 0) return undefined;
    this.#counts = new TypeCounts();
    return {
      from: isoTimestamp(this.#from, timeZone),
      to: isoTimestamp(this.#to, timeZone),
      dropped: counts.total,
      by_type: counts.toObject() ?? {},
      reason,
    };
  }
}
