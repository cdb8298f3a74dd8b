import type { FileProgram } from '@opta/journal-fs';

/** Program: clean-up on the way out of a failure, whose own failure must not hide the first. */
export function* attempt(program: FileProgram<unknown>): FileProgram<void> {
  try {
    yield* program;
  } catch {
    // Told by the error that brought us here.
  }
}
