import type { Dialect, SessionLog } from '@opta/journal-format';
import { type FileSystem, runProgram } from '@opta/journal-fs';
import type { JournalStore } from '@opta/journal-store';
import { removeStateFile } from '../session/remove-state-file.js';
import { stateFileName, statePaths } from '../session/state-paths.js';
import { agreeOnSummary } from './agree-on-summary.js';
import { findLatestSessionLog } from './find-latest-session-log.js';

export interface PublishOnceOptions {
  session: string;
  /** Name of its event log; absent where it has none. */
  eventLog?: string | undefined;
  /** What the session was about; its slug is part of the name. */
  summary: string;
  dialect: Dialect;
  fileSystem: FileSystem;
  /** Whether it has just been looked for under all names and was not there: then few heads are read once more. */
  wasMissing?: boolean;
}

/**
 * Publish a session log where others may be publishing that of the same session, and under another name.
 *
 * First all agree on the name, then each looks whether the log is there, then it is published under that name,
 * which only one can take. Whoever looks before the others have published takes the same name as they.
 *
 * @returns the log of the session, whoever published it
 */
export async function publishOnce(
  store: JournalStore,
  log: SessionLog,
  options: PublishOnceOptions,
): Promise<{ fileName: string; path: string; existed: boolean }> {
  const { session, eventLog, dialect, fileSystem, wasMissing = false } = options;
  const { sessionLogsDir } = store;
  const summary = await runProgram(
    agreeOnSummary(sessionLogsDir, session, options.summary),
    fileSystem.async,
  );
  const source = eventLog ?? { session };
  const found = await (wasMissing ? findLatestSessionLog(store, log, source) : store.findSessionLog(source));
  const published =
    found === undefined
      ? await store.publishSessionLog(log, { summary, dialect })
      : { ...found, existed: true };
  const name = stateFileName(session);
  if (name !== undefined) {
    await runProgram(removeStateFile(statePaths(sessionLogsDir).endings, name), fileSystem.async);
  }
  const { fileName, path, existed } = published;
  return { fileName, path, existed };
}
