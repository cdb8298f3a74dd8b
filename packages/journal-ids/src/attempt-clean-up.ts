import type { FileProgram } from '@opta/journal-fs';

/** Program: tries to clean up on the way out of a failure, whose reason is the one to be told. */
export function* attemptCleanUp(program: FileProgram<unknown>): FileProgram<void> {
  try {
    yield* program;
  } catch {
    // What stays behind is a temporary file, which the next start removes.
  }
}
