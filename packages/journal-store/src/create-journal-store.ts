import { systemTimeZone } from '@opta/journal-format';
import { nodeFileSystem, runProgram, runProgramSync } from '@opta/journal-fs';
import { openEventLog } from './event-log/open-event-log.js';
import { countEvents } from './events/count-events.js';
import type { EventFilter } from './events/event-record.js';
import { EventStream } from './events/event-stream.js';
import type { EventLogSource } from './events/find-event-log-files.js';
import { readEventBatches } from './events/read-events.js';
import { readEventsSync } from './events/read-events-sync.js';
import { verifyEventLog } from './events/verify-event-log.js';
import { prepareFolders } from './folders/prepare-folders.js';
import type { JournalStore, JournalStoreOptions } from './journal-store.js';
import { findSessionLog } from './listing/find-session-log.js';
import { listEventLogs } from './listing/list-event-logs.js';
import { listSessionLogs, SESSION_LOGS } from './listing/list-session-logs.js';
import { listUpdateLogs, UPDATE_LOGS } from './listing/list-update-logs.js';
import { ListingMemory } from './listing/listing-memory.js';
import { LocalClock } from './listing/local-clock.js';
import { pairEventLogs } from './listing/pair-event-logs.js';
import { publishSessionLog, publishUpdateLog } from './publishing/publish-log.js';
import { readLog } from './reading/read-log.js';
import { acceptRetention } from './retention/accept-retention.js';
import { applyRetention } from './retention/apply-retention.js';
import { planRetention } from './retention/plan-retention.js';
import { restoreLog } from './retention/restore-log.js';
import {
  assertOptions,
  eventFilterSchema,
  eventLogOptionsSchema,
  readLogOptionsSchema,
  retentionPlanSchema,
  retentionPolicySchema,
  sessionLogQuerySchema,
  storeOptionsSchema,
  updateLogQuerySchema,
} from './schema.js';

/**
 * The two log folders on disk: event logs, publishing, listing and reading. Any number of stores and processes may use
 * the same folders. Nothing stays open; for a minute after a listing with a filter, its heads are remembered and its
 * folder is watched, which keeps no process alive.
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
  const folders = { sessions, updates };
  const memory = { mayRemember: options.rememberListings };
  const sessionListing = new ListingMemory(sessions, SESSION_LOGS, memory);
  const updateListing = new ListingMemory(updates, UPDATE_LOGS, memory);
  async function* readBatches(source: EventLogSource, filter: EventFilter = {}) {
    assertOptions(eventFilterSchema, filter, 'read events');
    yield* readEventBatches(sessions, source, filter);
  }

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
      return listSessionLogs(sessions, query, sessionListing);
    },
    async listUpdateLogs(query = {}) {
      assertOptions(updateLogQuerySchema, query, 'list update logs');
      return listUpdateLogs(updates, query, updateListing);
    },
    listEventLogs: () => listEventLogs(sessions),
    pairEventLogs: () => pairEventLogs(sessions),
    findSessionLog: (source) => findSessionLog(sessions, source),
    async readLog(fileName, how = {}) {
      assertOptions(readLogOptionsSchema, how, 'read a log');
      return readLog({ fileSystem, sessionLogsDir, updateLogsDir, clock }, fileName, how);
    },
    readEventBatches: readBatches,
    readEvents: (source, filter = {}) => new EventStream(readBatches(source, filter)),
    countEvents: (source) => countEvents(sessions, source),
    readEventsSync: (fileName) => readEventsSync(sessions, fileName),
    verifyEventLog: (source) => verifyEventLog(sessions, source),
    async planRetention(policy) {
      assertOptions(retentionPolicySchema, policy, 'plan retention');
      return planRetention(folders, policy);
    },
    async applyRetention(plan) {
      assertOptions(retentionPlanSchema, plan, 'apply a retention plan');
      return applyRetention(folders, plan);
    },
    acceptRetention: (plan) => acceptRetention(sessions, plan),
    restoreLog: (fileName) => restoreLog(folders, fileName),
  };
}
