import { type SessionRow, selectUnnamed } from './session-rows.js';

/**
 * The sessions of a listing that grows page by page, as `selectSessions` gives them. Of rows that are there already, only
 * those of the last minute are looked at again: of 100,000 that would take longer than a frame.
 */
export class SessionSelection {
  #rows: readonly SessionRow[] = [];
  /** Rows before this one are of minutes that are complete. */
  #settled = 0;
  /** The sessions among these. */
  #chosen: SessionRow[] = [];
  readonly #named = new Set<string | undefined>();
  readonly #chosenNames = new Set<string>();

  /** @param rows - newest first; those of the call before stand at their front, or the listing has begun anew */
  select(rows: readonly SessionRow[], isWhole: boolean): SessionRow[] {
    if (!this.#isContinuedBy(rows)) this.#reset();
    const added = rows.slice(this.#rows.length);
    for (const { eventLog } of added) this.#named.add(eventLog);
    // A session far from its event log, whose name somebody has changed.
    if (added.some(({ eventLog }) => eventLog !== undefined && this.#chosenNames.has(eventLog)))
      this.#unsettle();
    this.#rows = rows;
    const last = beginOfLastMinute(rows, this.#settled);
    for (const row of selectUnnamed(rows.slice(this.#settled, last), this.#named, true)) {
      this.#chosen.push(row);
      this.#chosenNames.add(row.name);
    }
    this.#settled = last;
    return [...this.#chosen, ...selectUnnamed(rows.slice(last), this.#named, isWhole)];
  }

  #isContinuedBy(rows: readonly SessionRow[]): boolean {
    const { length } = this.#rows;
    return length === 0 || (rows[0] === this.#rows[0] && rows[length - 1] === this.#rows[length - 1]);
  }

  #reset(): void {
    this.#rows = [];
    this.#named.clear();
    this.#unsettle();
  }

  #unsettle(): void {
    this.#settled = 0;
    this.#chosen = [];
    this.#chosenNames.clear();
  }
}

function beginOfLastMinute(rows: readonly SessionRow[], least: number): number {
  const last = rows.at(-1)?.minute;
  let begin = rows.length;
  while (begin > least && rows[begin - 1]?.minute === last) begin -= 1;
  return begin;
}
