import type { LineMark } from './line-mark.js';

/** How far the lines have come: into a file, and onto the disk. */
export class WriteProgress {
  #handled: LineMark;
  #confirmed: LineMark;
  /** Lines that no sync is owed any more: one has confirmed them, or failed for good. */
  #settled = 1;

  /** @param startedAt - epoch milliseconds of the first line, which is on the disk already */
  constructor(startedAt: number) {
    this.#handled = { sequence: 1, time: startedAt };
    this.#confirmed = this.#handled;
  }

  /** The last line that is in a file, or was in one that is gone. */
  get handled(): LineMark {
    return this.#handled;
  }

  /** What the last good sync confirmed. */
  get confirmed(): LineMark {
    return this.#confirmed;
  }

  /** Whether no sync is owed to any line that is in a file. */
  get isSettled(): boolean {
    return this.#settled >= this.#handled.sequence;
  }

  /** So many further lines are in a file. @param time - epoch milliseconds of the newest of them */
  advance(lines: number, time: number): void {
    this.#handled = { sequence: this.#handled.sequence + lines, time };
  }

  /** Lines up to this one will not be written. */
  skipTo(mark: LineMark): void {
    this.#handled = mark;
  }

  confirm(mark: LineMark): void {
    this.#confirmed = mark;
    this.#settled = mark.sequence;
  }

  /** A sync has failed, which is final. */
  settle(): void {
    this.#settled = this.#handled.sequence;
  }
}
