import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import { attemptSession } from './attempt-session.js';
import { listRecoveryWork } from './list-recovery-work.js';
import type { OwnerVerdict } from './owner/judge-owner.js';
import { toLeftSession } from './owner/to-left-session.js';
import { completeOptions } from './recovery-options.js';
import type { PlanRecoveryOptions, RecoverableSession, RecoveryPlan } from './recovery-plan.js';
import { beginRecovery, type RecoveryRun } from './recovery-run.js';
import { unrecordedStatus } from './session/build-recovered-log.js';
import { judgeEventLog, readEventLogSession } from './session/event-log-session.js';
import { readRecordedStatus } from './session/read-recorded-status.js';
import { sessionOfStateFile } from './session/state-paths.js';
import { judgeSnapshot, readOwnSnapshot } from './snapshot/judge-snapshot.js';
import { logOfSnapshot } from './snapshot/session-snapshot.js';

/**
 * What `recover` would do with every session without a log: which ones it would finish, and which ones it would leave
 * because they run, or may run. Nothing is changed, nothing is written.
 *
 * @param store - the log folders
 * @param options - as for `recover`, and whether the `status` of what would be recovered is read
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
  { readEnds = false, ...options }: PlanRecoveryOptions = {},
): Promise<RecoveryPlan> {
  const begun = await beginRecovery(store, completeOptions(options));
  const run: RecoveryRun = { ...begun, fileSystemTime: async () => Date.now() };
  const plan: RecoveryPlan = { recoverable: [], left: run.report.left, failed: run.report.failed };
  const { eventLogs, snapshots } = await listRecoveryWork(run);
  for (const entry of eventLogs) {
    if (run.options.signal?.aborted) return plan;
    await attemptSession(run, { eventLog: entry.fileName }, () =>
      planEventLog(run, plan, { entry, readEnds }),
    );
  }
  for (const fileName of snapshots) {
    if (run.options.signal?.aborted) return plan;
    const session = sessionOfStateFile(fileName);
    if (session === undefined) continue;
    await attemptSession(run, { session }, () => planSnapshot(run, plan, { fileName, readEnds }));
  }
  return plan;
}

async function planEventLog(
  run: RecoveryRun,
  plan: RecoveryPlan,
  { entry, readEnds }: { entry: EventLogEntry; readEnds: boolean },
): Promise<void> {
  const known = await readEventLogSession(run, entry);
  const { session } = known.session;
  if (run.options.exclude.includes(session)) return;
  const { verdict, heartbeat } = await judgeEventLog(run, entry, known);
  await add(plan, { session, eventLog: entry.fileName }, verdict, async (ended) => {
    if (!readEnds) return undefined;
    return (await readRecordedStatus(run, entry, known)) ?? unrecordedStatus(ended, heartbeat).status;
  });
}

async function planSnapshot(
  run: RecoveryRun,
  plan: RecoveryPlan,
  { fileName, readEnds }: { fileName: string; readEnds: boolean },
): Promise<void> {
  const found = await readOwnSnapshot(run, fileName);
  if (found === undefined) return;
  const { snapshot } = found;
  const { session } = snapshot;
  if ((await run.store.findSessionLog({ session })) !== undefined) return;
  const { verdict } = await judgeSnapshot(run, found);
  await add(plan, { session }, verdict, async (ended) =>
    readEnds ? (logOfSnapshot(snapshot, ended).log.status ?? ended) : undefined,
  );
}

async function add(
  plan: RecoveryPlan,
  of: { session: string; eventLog?: string },
  verdict: OwnerVerdict,
  readStatus: (ended: RecoverableSession['ended']) => Promise<string | undefined>,
): Promise<void> {
  if (!verdict.isDead) {
    plan.left.push(toLeftSession(of, verdict));
    return;
  }
  const { ended } = verdict;
  const status = await readStatus(ended);
  plan.recoverable.push({ ...of, ended, ...(status === undefined ? {} : { status }) });
}
