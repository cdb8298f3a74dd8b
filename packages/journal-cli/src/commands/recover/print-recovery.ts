import type {
  FailedSession,
  LeftReason,
  LeftSession,
  RecoverableSession,
  RecoveryPlan,
  RecoveryReport,
} from '@opta/journal-recovery';
import { printSome } from '../../terminal/print-some.js';
import type { Terminal } from '../../terminal/terminal.js';
import { visibleText } from '../../terminal/visible-text.js';

const WHY_LEFT: Readonly<Record<LeftReason, string>> = {
  running: 'its process runs',
  'heard-lately': 'its process cannot be seen from here, and it was heard of lately',
  'other-machine': 'it ran on another machine; if that one does not come back: --include-foreign',
  'other-device':
    'nothing says whether it runs, and its device is not this one; if it does not: --include-legacy',
  'grown-lately': 'nothing says whether it runs, and it has grown lately; if it does not: --include-legacy',
};

const HOW_ENDED: Readonly<Record<RecoverableSession['ended'], string>> = {
  killed: 'its process is gone',
  power: 'the machine was started anew since',
  unknown: 'nothing says how it ended',
};

export async function printRecoveryPlan(
  terminal: Terminal,
  { recoverable, left, failed }: RecoveryPlan,
): Promise<void> {
  const finish = terminal.style('yellow', 'finish');
  await printSome(terminal, recoverable, (one) => `${finish}  ${nameOf(one)}  ${howEnded(one)}`);
  await printLeft(terminal, left);
  await printFailed(terminal, failed);
  const runs = left.filter(({ reason }) => reason === 'running').length;
  await terminal.print(
    `${recoverable.length} to finish, ${runs} running, ${left.length - runs} left for another reason.`,
  );
}

export async function printRecoveryReport(
  terminal: Terminal,
  { recovered, failed }: RecoveryReport,
): Promise<void> {
  const word = terminal.style('green', 'written');
  await printSome(
    terminal,
    recovered,
    ({ fileName, status, existed }) =>
      `${existed ? 'there already' : word}  ${visibleText(fileName)}  ${visibleText(status)}`,
  );
  await printFailed(terminal, failed);
}

/** In the words of the log that is written then. */
function howEnded({ ended, status = ended }: RecoverableSession): string {
  if (status === ended) return HOW_ENDED[ended];
  if (status === 'oom') return 'its process is gone, and its memory was nearly full (oom)';
  return `it has recorded how it ended: ${visibleText(status)}`;
}

async function printLeft(terminal: Terminal, left: readonly LeftSession[]): Promise<void> {
  await printSome(terminal, left, (one) => {
    const minutes = Math.ceil((one.retryAfterMs ?? 0) / 60_000);
    const later = minutes === 0 ? '' : `; ask again in ${minutes} min`;
    return `leave   ${nameOf(one)}  ${WHY_LEFT[one.reason]}${later}`;
  });
}

async function printFailed(terminal: Terminal, failed: readonly FailedSession[]): Promise<void> {
  await printSome(
    terminal,
    failed,
    (one) =>
      `${terminal.style('red', 'failed')}  ${nameOf(one)}  ${visibleText(one.error.message)} (${one.error.code})`,
  );
}

function nameOf({ eventLog, session }: { eventLog?: string; session?: string }): string {
  return visibleText(eventLog ?? `session ${session ?? 'unknown'}`);
}
