import type { JournalStore } from '@opta/journal-store';
import { attemptSession } from './attempt-session.js';
import { listRecoveryWork } from './list-recovery-work.js';
import { recoverEventLog } from './recover-event-log.js';
import { recoverSnapshot } from './recover-snapshot.js';
import { completeOptions, type RecoveryOptions } from './recovery-options.js';
import type { RecoveryReport } from './recovery-report.js';
import { beginRecovery } from './recovery-run.js';
import { removeOrphanHeartbeats } from './remove-orphan-heartbeats.js';
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
  const { eventLogs, snapshots } = await listRecoveryWork(run);
  for (const entry of eventLogs) {
    if (options.signal?.aborted) return run.report;
    await attemptSession(run, { eventLog: entry.fileName }, () => recoverEventLog(run, entry));
  }
  for (const fileName of snapshots) {
    if (options.signal?.aborted) return run.report;
    const session = sessionOfStateFile(fileName);
    if (session !== undefined) await attemptSession(run, { session }, () => recoverSnapshot(run, fileName));
  }
  await attemptSession(run, {}, () => removeOrphanHeartbeats(run));
  return run.report;
}
