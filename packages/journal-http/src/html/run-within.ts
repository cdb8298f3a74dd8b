import { createContext, Script } from 'node:vm';

/** Ran longer than it may. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/**
 * Runs synchronous work, and ends it when it takes too long. What it was about to change is then half changed, so
 * it must change nothing that outlives it.
 *
 * V8 ends everything that runs on behalf of a script with a time limit, also functions from outside of it. A
 * worker would hold up nobody meanwhile, but takes 50 ms to start and a file of its own that every bundler must find.
 *
 * @throws {TimeLimitError} when the time is over
 */
export function runWithin<Result>(limitMs: number, work: () => Result): Result {
  const outcome: { result?: Result } = {};
  const sandbox = createContext({
    work: () => {
      outcome.result = work();
    },
  });
  try {
    SCRIPT.runInContext(sandbox, { timeout: limitMs });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TimeLimitError(`It took longer than ${limitMs} ms`, { cause: error });
  }
  return outcome.result as Result;
}

const SCRIPT = new Script('work()');
