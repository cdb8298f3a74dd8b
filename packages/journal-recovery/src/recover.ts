import { setImmediate } from 'node:timers/promises';
import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import { JournalRecoveryError, quote, reasonOf } from './errors.js';
import { listUnfinishedEventLogs } from './list-unfinished-event-logs.js';
import { recoverEventLog } from './recover-event-log.js';
import { recoverSnapshot } from './recover-snapshot.js';
import { completeOptions, type RecoveryOptions } from './recovery-options.js';
import type { FailedSession, RecoveryReport } from './recovery-report.js';
import { beginRecovery, type RecoveryRun } from './recovery-run.js';
import { listStateFiles, removeOrphanHeartbeats } from './remove-orphan-heartbeats.js';
import { sessionOfStateFile } from './session/state-paths.js';

/**
 * Give every session that has none, and whose owner does not live, its session log.
 *
 * A log is made from the event log alone, by the fold that a running session uses. It is published under a name
 * that nobody else can take, so recoveries that are interrupted, repeated or simultaneous end in the same file
 * with the same bytes. No event log is ever written to.
 *
 * @param store - the log folders
 * @returns what was recovered, what was left alone and why, and what failed; a session that fails holds up no other
 * @throws {JOURNAL_RECOVERY_OPTION_INVALID} when an option has a value that it cannot have
 * @throws {JOURNAL_RECOVERY_LISTING_FAILED} when the session folder cannot be looked through
 * @remarks A session whose process runs, or may run, is never touched.
 * @example
 * ```ts
 * const report = await recover(store, { device: 'studio' });
 * for (const { fileName, status } of report.recovered) console.log(`${fileName}: ${status}`);
 * ```
 */
export async function recover(store: JournalStore, options: RecoveryOptions = {}): Promise<RecoveryReport> {
  const run = await beginRecovery(store, completeOptions(options));
  const { eventLogs, snapshots } = await listWork(run);
  for (const entry of eventLogs) {
    if (options.signal?.aborted) return run.report;
    await attempt(run, { eventLog: entry.fileName }, () => recoverEventLog(run, entry));
  }
  for (const fileName of snapshots) {
    if (options.signal?.aborted) return run.report;
    const session = sessionOfStateFile(fileName);
    if (session !== undefined) await attempt(run, { session }, () => recoverSnapshot(run, fileName));
  }
  await attempt(run, {}, () => removeOrphanHeartbeats(run));
  return run.report;
}

async function listWork(run: RecoveryRun): Promise<{ eventLogs: EventLogEntry[]; snapshots: string[] }> {
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

/** Between two sessions the host gets its turn. */
async function attempt(
  { report }: RecoveryRun,
  of: Omit<FailedSession, 'error'>,
  work: () => Promise<void>,
): Promise<void> {
  await setImmediate();
  try {
    await work();
  } catch (cause) {
    report.failed.push({ ...of, error: failed(of, cause) });
  }
}

function failed({ eventLog, session }: Omit<FailedSession, 'error'>, cause: unknown): JournalRecoveryError {
  if (cause instanceof JournalRecoveryError) return cause;
  const what =
    eventLog !== undefined
      ? `finish the session of ${quote(eventLog)}`
      : session !== undefined
        ? `finish the session ${quote(session)}`
        : 'clean up after the recovery';
  return new JournalRecoveryError(
    'JOURNAL_RECOVERY_FAILED',
    `Cannot ${what}: ${reasonOf(cause)}`,
    { ...(eventLog === undefined ? {} : { eventLog }), ...(session === undefined ? {} : { session }) },
    { cause },
  );
}
