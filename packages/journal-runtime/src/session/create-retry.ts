import { REOPEN_FIRST_MS, REOPEN_LONGEST_MS } from '../constants.js';

export interface Retry {
  /** Attempt again after a pause that doubles each time; keeps no process alive. */
  schedule(): void;
  /** Begin with the shortest pause again. */
  reset(): void;
  cancel(): void;
}

export function createRetry(attempt: () => void): Retry {
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = REOPEN_FIRST_MS;
  return {
    schedule() {
      clearTimeout(timer);
      timer = setTimeout(attempt, pauseMs);
      timer.unref();
      pauseMs = Math.min(pauseMs * 2, REOPEN_LONGEST_MS);
    },
    reset() {
      pauseMs = REOPEN_FIRST_MS;
    },
    cancel() {
      clearTimeout(timer);
    },
  };
}
