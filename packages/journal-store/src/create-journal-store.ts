import { systemTimeZone } from '@opta/journal-format';
import { nodeFileSystem, runProgram, runProgramSync } from '@opta/journal-fs';
import { openEventLog } from './event-log/open-event-log.js';
import { readEvents } from './events/read-events.js';
import { prepareFolders } from './folders/prepare-folders.js';
import type { JournalStore, JournalStoreOptions } from './journal-store.js';
import { listSessionLogs } from './listing/list-session-logs.js';
import { listUpdateLogs } from './listing/list-update-logs.js';
import { LocalClock } from './listing/local-clock.js';
import { publishSessionLog, publishUpdateLog } from './publishing/publish-log.js';
import { readLog } from './reading/read-log.js';
import {
  assertOptions,
  eventFilterSchema,
  eventLogOptionsSchema,
  readLogOptionsSchema,
  sessionLogQuerySchema,
  storeOptionsSchema,
  updateLogQuerySchema,
} from './schema.js';

/**
 * The two log folders on disk: event logs, publishing, listing and reading. It keeps nothing open and nothing in
 * memory; any number of stores and processes may use the same folders.
 *
 * @param options - the folders; relative ones are meant from the working folder
 * @throws {JOURNAL_STORE_OPTION_INVALID} when an option has a value that it cannot have
 * @example
 * ```ts
 * const store = createJournalStore({ sessionLogsDir: '12-Session-Logs', updateLogsDir: 'updates' });
 * const { entries } = await store.listSessionLogs({ device: 'mbp-1', limit: 10 });
 * ```
 */
export function createJournalStore(options: JournalStoreOptions): JournalStore {
  assertOptions(storeOptionsSchema, options, 'create a journal store');
  const { sessionLogsDir, updateLogsDir, fileSystem = nodeFileSystem, fileMode } = options;
  const clock = new LocalClock(options.timeZone ?? systemTimeZone());
  const sessions = { directory: sessionLogsDir, fileSystem, fileMode, clock };
  const updates = { directory: updateLogsDir, fileSystem, fileMode, clock };
  return {
    sessionLogsDir,
    updateLogsDir,
    prepare: () => runProgram(prepareFolders({ sessionLogsDir, updateLogsDir, fileMode }), fileSystem.async),
    async openEventLog(open) {
      assertOptions(eventLogOptionsSchema, open, 'open an event log');
      return openEventLog(sessions, open);
    },
    publishSessionLog: (log, how) => runProgram(publishSessionLog(sessions, log, how), fileSystem.async),
    publishSessionLogSync: (log, how) =>
      runProgramSync(publishSessionLog(sessions, log, how), fileSystem.sync),
    publishUpdateLog: (log, how) => runProgram(publishUpdateLog(updates, log, how), fileSystem.async),
    async listSessionLogs(query = {}) {
      assertOptions(sessionLogQuerySchema, query, 'list session logs');
      return listSessionLogs(sessions, query);
    },
    async listUpdateLogs(query = {}) {
      assertOptions(updateLogQuerySchema, query, 'list update logs');
      return listUpdateLogs(updates, query);
    },
    async readLog(fileName, how = {}) {
      assertOptions(readLogOptionsSchema, how, 'read a log');
      return readLog({ fileSystem, sessionLogsDir, updateLogsDir, clock }, fileName, how);
    },
    async *readEvents(source, filter = {}) {
      assertOptions(eventFilterSchema, filter, 'read events');
      yield* readEvents(sessions, source, filter);
    },
  };
}
