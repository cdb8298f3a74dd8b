import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import { attemptSession } from './attempt-session.js';
import { listRecoveryWork } from './list-recovery-work.js';
import type { JudgedSession } from './owner/judge-session.js';
import { toLeftSession } from './owner/to-left-session.js';
import { completeOptions, type RecoveryOptions } from './recovery-options.js';
import type { RecoveryPlan } from './recovery-plan.js';
import { beginRecovery, type RecoveryRun } from './recovery-run.js';
import { judgeEventLog, readEventLogSession } from './session/event-log-session.js';
import { sessionOfStateFile } from './session/state-paths.js';
import { judgeSnapshot, readOwnSnapshot } from './snapshot/judge-snapshot.js';

/**
 * What `recover` would do with every session without a log: which ones it would finish, and which ones it would leave
 * because they run, or may run. Nothing is changed, nothing is written.
 *
 * @param store - the log folders
 * @throws {JOURNAL_RECOVERY_OPTION_INVALID} when an option has a value that it cannot have
 * @throws {JOURNAL_RECOVERY_LISTING_FAILED} when the session folder cannot be looked through
 * @remarks Ages are told by the clock of this machine: to ask that of the disk, a file would have to be written. On a
 *   disk of another machine, whose clock differs by minutes, `recover` may see a silent session otherwise.
 * @example
 * ```ts
 * const { recoverable, left } = await planRecovery(store, { device: 'studio' });
 * ```
 */
export async function planRecovery(
  store: JournalStore,
  options: RecoveryOptions = {},
): Promise<RecoveryPlan> {
  const begun = await beginRecovery(store, completeOptions(options));
  const run: RecoveryRun = { ...begun, fileSystemTime: async () => Date.now() };
  const plan: RecoveryPlan = { recoverable: [], left: run.report.left, failed: run.report.failed };
  const { eventLogs, snapshots } = await listRecoveryWork(run);
  for (const entry of eventLogs) {
    if (run.options.signal?.aborted) return plan;
    await attemptSession(run, { eventLog: entry.fileName }, () => planEventLog(run, plan, entry));
  }
  for (const fileName of snapshots) {
    if (run.options.signal?.aborted) return plan;
    const session = sessionOfStateFile(fileName);
    if (session === undefined) continue;
    await attemptSession(run, { session }, () => planSnapshot(run, plan, fileName));
  }
  return plan;
}

async function planEventLog(run: RecoveryRun, plan: RecoveryPlan, entry: EventLogEntry): Promise<void> {
  const known = await readEventLogSession(run, entry);
  const { session } = known.session;
  if (run.options.exclude.includes(session)) return;
  const judged = await judgeEventLog(run, entry, known);
  add(plan, { session, eventLog: entry.fileName }, judged);
}

async function planSnapshot(run: RecoveryRun, plan: RecoveryPlan, fileName: string): Promise<void> {
  const found = await readOwnSnapshot(run, fileName);
  if (found === undefined) return;
  const { session } = found.snapshot;
  if ((await run.store.findSessionLog({ session })) !== undefined) return;
  add(plan, { session }, await judgeSnapshot(run, found));
}

function add(
  plan: RecoveryPlan,
  of: { session: string; eventLog?: string },
  { verdict }: JudgedSession,
): void {
  if (verdict.isDead) plan.recoverable.push({ ...of, ended: verdict.ended });
  else plan.left.push(toLeftSession(of, verdict));
}
