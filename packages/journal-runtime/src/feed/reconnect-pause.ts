import { FIRST_PAUSE_MS, MAX_PAUSE_MS, SHORTEST_PAUSE_MS } from './constants.js';

/**
 * Pauses between attempts: each twice as long as the one before up to a longest one, and up to half longer by
 * chance, so that not all clients of a server come back at once.
 */
export class ReconnectPause {
  readonly #longestMs: number;
  #firstMs = FIRST_PAUSE_MS;
  /** What the server wishes; it also beats the longest pause. */
  #wishedMs = 0;
  #nextMs: number;

  constructor(longestMs: number) {
    this.#longestMs = longestMs;
    this.#nextMs = this.#bounded(this.#firstMs);
  }

  /** Milliseconds until the next attempt. */
  take(leastMs: number): number {
    const pauseMs = Math.max(this.#nextMs, leastMs) * (1 + Math.random() / 2);
    this.#nextMs = this.#bounded(this.#nextMs * 2);
    return pauseMs;
  }

  /** Begin with the shortest pause again. */
  reset(): void {
    this.#nextMs = this.#bounded(this.#firstMs);
  }

  /** Take the server's wish for the first pause, which the next reset brings into force. */
  setFirst(ms: number): void {
    this.#firstMs = Math.min(Math.max(ms, SHORTEST_PAUSE_MS), MAX_PAUSE_MS);
    this.#wishedMs = this.#firstMs;
    this.#nextMs = this.#bounded(this.#nextMs);
  }

  #bounded(ms: number): number {
    return Math.max(this.#wishedMs, Math.min(ms, this.#longestMs));
  }
}
