import { MAX_TIMER_MS } from './constants.js';
import type { LoadedEntry } from './loaded-entry.js';

/** One timer for each idle model. They never keep the process alive. */
export class IdleTimers {
  readonly #clock: () => number;
  readonly #onExpired: (entry: LoadedEntry, idleMs: number) => void;
  readonly #timers = new Map<LoadedEntry, NodeJS.Timeout>();

  constructor(clock: () => number, onExpired: (entry: LoadedEntry, idleMs: number) => void) {
    this.#clock = clock;
    this.#onExpired = onExpired;
  }

  /** Begin to count. A model without a time limit, or in use, is left alone. */
  arm(entry: LoadedEntry): void {
    this.disarm(entry);
    if (entry.keepAliveSec === undefined || entry.inFlight > 0 || entry.closing !== undefined) return;
    const leftMs = entry.lastUsedAt + entry.keepAliveSec * 1000 - this.#clock();
    const timer = setTimeout(() => this.#expire(entry), Math.min(Math.max(leftMs, 0), MAX_TIMER_MS));
    this.#timers.set(entry, timer.unref());
  }

  disarm(entry: LoadedEntry): void {
    clearTimeout(this.#timers.get(entry));
    this.#timers.delete(entry);
  }

  #expire(entry: LoadedEntry): void {
    const idleMs = this.#clock() - entry.lastUsedAt;
    // The delay of a timer is bounded, and the clock may have been set back.
    if (idleMs < (entry.keepAliveSec ?? Number.POSITIVE_INFINITY) * 1000) this.arm(entry);
    else this.#onExpired(entry, idleMs);
  }
}
