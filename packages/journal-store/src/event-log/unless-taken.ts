import { errnoOf, type FileProgram } from '@opta/journal-fs';

/** Program: one that creates something; undefined where its name is taken. */
export function* unlessTaken<T>(program: FileProgram<T>): FileProgram<T | undefined> {
  try {
    return yield* program;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return undefined;
    throw error;
  }
}
