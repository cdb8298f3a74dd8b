import { type Happening, happenedAgain } from './happening.js';

/** Attempts at one thing, one at a time: which of them never ended? */
export class AttemptRecord {
  #since: number | undefined;
  #abandoned: Happening | undefined;

  /** One that is still under way will not end any more. */
  begin(time: number): void {
    if (this.#since !== undefined) this.#abandoned = happenedAgain(this.#abandoned, this.#since);
    this.#since = time;
  }

  /** It succeeded, or failed in a way that is told elsewhere. */
  end(): void {
    this.#since = undefined;
  }

  /** @param running whether the last one may still end */
  unfinished(running: boolean): Happening | undefined {
    if (running || this.#since === undefined) return this.#abandoned;
    return happenedAgain(this.#abandoned, this.#since);
  }
}
