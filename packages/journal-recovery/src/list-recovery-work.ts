import type { EventLogEntry } from '@opta/journal-store';
import { JournalRecoveryError, quote, reasonOf } from './errors.js';
import { listUnfinishedEventLogs } from './list-unfinished-event-logs.js';
import type { RecoveryRun } from './recovery-run.js';
import { listStateFiles } from './remove-orphan-heartbeats.js';

/**
 * What has no session log: event logs, and names of snapshots.
 *
 * @throws {JOURNAL_RECOVERY_LISTING_FAILED} when the session folder cannot be looked through
 */
export async function listRecoveryWork(
  run: RecoveryRun,
): Promise<{ eventLogs: EventLogEntry[]; snapshots: string[] }> {
  const { store, paths } = run;
  try {
    return {
      eventLogs: await listUnfinishedEventLogs(store),
      snapshots: await listStateFiles(run, paths.snapshots),
    };
  } catch (error) {
    throw new JournalRecoveryError(
      'JOURNAL_RECOVERY_LISTING_FAILED',
      `Cannot look for unfinished sessions in ${quote(store.sessionLogsDir)}: ${reasonOf(error)}`,
      { directory: store.sessionLogsDir },
      { cause: error },
    );
  }
}
