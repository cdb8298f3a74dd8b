import { join } from 'node:path';
import { type FileProgram, isThere, JournalFsError, publishFile } from '@opta/journal-fs';
import { toJournalStoreError } from '../errors.js';
import { GUIDE_NAMES } from './is-guide.js';
import { ensureLogDirectory } from './log-directory.js';
import { SESSION_FORMAT } from './session-format.js';
import { SESSION_LOGS_README } from './session-logs-readme.js';
import { UPDATE_LOGS_README } from './update-logs-readme.js';

/** Program: both folders with their guides. A guide that is there is left as it is. */
export function* prepareFolders(place: {
  sessionLogsDir: string;
  updateLogsDir: string;
  fileMode: number | undefined;
}): FileProgram<void> {
  const { sessionLogsDir, updateLogsDir, fileMode } = place;
  yield* prepareFolder(sessionLogsDir, fileMode, [
    [GUIDE_NAMES.readme, SESSION_LOGS_README],
    [GUIDE_NAMES.sessionFormat, SESSION_FORMAT],
  ]);
  yield* prepareFolder(updateLogsDir, fileMode, [[GUIDE_NAMES.readme, UPDATE_LOGS_README]]);
}

function* prepareFolder(
  directory: string,
  fileMode: number | undefined,
  guides: readonly (readonly [name: string, content: string])[],
): FileProgram<void> {
  try {
    const { file: mode } = yield* ensureLogDirectory(directory, fileMode);
    // Each is asked for: a folder may have more names than are quickly listed.
    for (const [name, content] of guides) {
      if (!(yield* isThere(join(directory, name)))) yield* publishIfMissing(directory, name, content, mode);
    }
  } catch (error) {
    throw toJournalStoreError(error, 'prepare the folder', directory);
  }
}

function* publishIfMissing(
  directory: string,
  name: string,
  content: string,
  mode: number,
): FileProgram<void> {
  try {
    yield* publishFile({ directory, name, content, mode });
  } catch (error) {
    // Another process was faster, or the file system takes `Readme.md` for the same name.
    if (!(error instanceof JournalFsError) || error.code !== 'JOURNAL_FS_EXISTS') throw error;
  }
}
