import type { FileProgram } from './types.js';

/**
 * Program: tries to clean up on the way out of a failure, or after the work is done. Its own failure is left
 * aside on purpose, so that the first error is the one that is reported; what stays behind is a temporary file.
 */
export function* attemptCleanUp(program: FileProgram<unknown>): FileProgram<void> {
  try {
    yield* program;
  } catch {
    // The reason that brought us here is the one to tell.
  }
}
