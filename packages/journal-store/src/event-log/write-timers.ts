import { HAND_OVER_MS, RETRY_FIRST_MS, RETRY_LONGEST_MS } from '../constants.js';

/** When lines that wait are due. No timer keeps the process alive. */
export class WriteTimers {
  isHandOverDue = false;
  isSyncDue = false;
  readonly #flushIntervalMs: number;
  readonly #due: () => void;
  #handOver: NodeJS.Timeout | undefined;
  #sync: NodeJS.Timeout | undefined;
  #look: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #pauseMs = RETRY_FIRST_MS;

  /** @param due - called whenever something has become due */
  constructor(flushIntervalMs: number, due: () => void) {
    this.#flushIntervalMs = flushIntervalMs;
    this.#due = due;
  }

  /** After a failure nothing is tried before its pause is over. */
  get isPausing(): boolean {
    return this.#retry !== undefined;
  }

  /** A line has come. */
  arm(): void {
    this.#sync ??= setTimeout(this.#syncDue, this.#flushIntervalMs).unref();
    if (this.#flushIntervalMs <= HAND_OVER_MS) return;
    this.#handOver ??= setTimeout(this.#handOverDue, HAND_OVER_MS).unref();
  }

  /** The file is looked after in so many milliseconds, also if no further line comes. */
  armLook(milliseconds: number): void {
    this.#look ??= setTimeout(this.#lookDue, Math.ceil(milliseconds)).unref();
  }

  pause(): void {
    this.#retry = setTimeout(this.#retryDue, this.#pauseMs).unref();
    this.#pauseMs = Math.min(this.#pauseMs * 2, RETRY_LONGEST_MS);
  }

  endPause(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }

  /** The next pause is a short one again. */
  recovered(): void {
    this.#pauseMs = RETRY_FIRST_MS;
  }

  clear(): void {
    this.endPause();
    clearTimeout(this.#handOver);
    clearTimeout(this.#sync);
    clearTimeout(this.#look);
    this.#look = undefined;
    this.#handOver = undefined;
    this.#sync = undefined;
  }

  readonly #handOverDue = (): void => {
    this.#handOver = undefined;
    this.isHandOverDue = true;
    this.#due();
  };

  readonly #syncDue = (): void => {
    this.#sync = undefined;
    this.isSyncDue = true;
    this.#due();
  };

  readonly #lookDue = (): void => {
    this.#look = undefined;
    this.isHandOverDue = true;
    this.#due();
  };

  readonly #retryDue = (): void => {
    this.#retry = undefined;
    this.isHandOverDue = true;
    this.#due();
  };
}
