import { setImmediate } from 'node:timers/promises';
import { JournalRecoveryError, quote, reasonOf } from './errors.js';
import type { FailedSession } from './recovery-report.js';
import type { RecoveryRun } from './recovery-run.js';

/** Does what is to be done with one session, which holds up no other. Between two the host gets its turn. */
export async function attemptSession(
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
