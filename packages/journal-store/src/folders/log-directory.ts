import { ensureDirectory, type FileModes, type FileProgram, fileModesFor } from '@opta/journal-fs';

/** Program: makes sure that a log folder exists, and tells the modes of what is put into it. */
export function* ensureLogDirectory(path: string, fileMode: number | undefined): FileProgram<FileModes> {
  if (fileMode === undefined) {
    yield* ensureDirectory(path);
    return yield* fileModesFor(path);
  }
  const modes = yield* fileModesFor(path, fileMode);
  yield* ensureDirectory(path, { mode: modes.directory });
  return modes;
}
