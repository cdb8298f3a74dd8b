import type {
  JournalStore,
  KeptReason,
  RetentionPlan,
  RetentionPolicy,
  RetentionReason,
} from '@opta/journal-store';
import { formatBytes } from '../../terminal/format-bytes.js';
import { printSome } from '../../terminal/print-some.js';
import type { Terminal } from '../../terminal/terminal.js';
import { visibleText } from '../../terminal/visible-text.js';

const WHY_GOES: Readonly<Record<RetentionReason, string>> = {
  age: 'too old',
  count: 'too many',
  size: 'too much room',
  'free-space': 'too little room on the disk',
};

const WHY_STAYS: Readonly<Record<KeptReason, string>> = {
  pinned: 'named in pinned.txt',
  unfinished: 'no session log: it runs, or waits for `opta-journal recover`',
  'other-device': 'of another machine, or does not say of which',
  'not-a-file': 'no plain file',
};

/** What goes, file by file, and what stays and why. */
export async function printRetentionPlan(
  terminal: Terminal,
  { plan, policy, store }: { plan: RetentionPlan; policy: RetentionPolicy; store: JournalStore },
): Promise<void> {
  await terminal.print(`Retention of ${visibleText(store.sessionLogsDir)}: ${describePolicy(policy)}`);
  if (plan.mode === 'off') {
    await terminal.print(
      'Nothing goes: retention_mode is off. --mode archive would switch it on for this time.',
    );
    return;
  }
  const files = plan.units.flatMap(({ files, reason }) => files.map((file) => ({ ...file, reason })));
  const verb = terminal.style(plan.mode === 'delete' ? 'red' : 'yellow', plan.mode);
  await printSome(
    terminal,
    files,
    ({ fileName, size, reason }) =>
      `${verb}  ${visibleText(fileName)}  ${formatBytes(size)}  ${WHY_GOES[reason]}`,
  );
  await printSome(
    terminal,
    plan.kept,
    ({ fileName, reason }) => `keep     ${visibleText(fileName)}  ${WHY_STAYS[reason]}`,
  );
  await terminal.print(describeTotals(plan));
  if (plan.held !== undefined) await terminal.print(`Held: ${visibleText(plan.held.message)}`);
}

function describePolicy({
  mode = 'archive',
  retentionDays,
  maxSessionLogs,
  maxTotalBytes,
  minFreeBytes,
  compat,
}: RetentionPolicy): string {
  return [
    mode,
    ...(retentionDays === undefined ? [] : [`after ${retentionDays} days`]),
    ...(maxSessionLogs === undefined ? [] : [`at most ${maxSessionLogs} sessions`]),
    ...(maxTotalBytes === undefined ? [] : [`at most ${formatBytes(maxTotalBytes)}`]),
    ...(minFreeBytes === undefined ? [] : [`${formatBytes(minFreeBytes)} left free`]),
    ...(compat === undefined ? [] : [`by the rules of ${compat}`]),
  ].join(', ');
}

function describeTotals({ units, bytes, total, mode }: RetentionPlan): string {
  const stay = total - units.length;
  const within =
    stay === 1
      ? '1 finished session is within the limits and stays'
      : `${stay} finished sessions are within the limits and stay`;
  if (units.length === 0) return `Nothing goes: ${within}.`;
  const go = `${units.length} ${units.length === 1 ? 'session' : 'sessions'} with ${formatBytes(bytes)}`;
  return `${go} would ${mode === 'delete' ? 'be deleted for good' : 'go into the archive'}; ${within}.`;
}
