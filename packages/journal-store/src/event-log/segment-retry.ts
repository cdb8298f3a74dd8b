import { SEGMENT_RETRY_FIRST_MS, SEGMENT_RETRY_LONGEST_MS } from '../constants.js';

/**
 * When an event log goes on in its next segment after a failed sync: at once, but after ever longer pauses where
 * that segment is not confirmed either. Else a disk that confirms nothing would be filled with segments.
 */
export class SegmentRetry {
  isDue = false;
  #pauseMs = 0;
  #timer: NodeJS.Timeout | undefined;

  schedule(): void {
    if (this.#pauseMs === 0) {
      this.isDue = true;
      this.#pauseMs = SEGMENT_RETRY_FIRST_MS;
      return;
    }
    this.#timer ??= setTimeout(this.#due, this.#pauseMs).unref();
    this.#pauseMs = Math.min(this.#pauseMs * 2, SEGMENT_RETRY_LONGEST_MS);
  }

  /** The next segment has begun, or none is needed any more. */
  begun(): void {
    this.isDue = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** A sync has gone well. */
  recovered(): void {
    this.#pauseMs = 0;
  }

  readonly #due = (): void => {
    this.#timer = undefined;
    this.isDue = true;
  };
}
