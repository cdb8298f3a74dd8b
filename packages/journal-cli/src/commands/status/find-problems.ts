import type { Finding, FindingCode } from '@opta/journal-doctor';
import { quoteForShell } from '../../shell/quote-for-shell.js';
import type { JournalReport, Problem, UnfinishedSession } from './journal-report.js';

/** What mends each kind of finding; where nothing does, what shows more of it. */
const COMMANDS: Readonly<Partial<Record<FindingCode, string>>> = {
  'conflict-copy': 'opta-journal doctor --fix',
  'duplicate-number': 'opta-journal doctor --fix',
  'event-log-damaged': 'opta-journal verify',
  'id-differs': 'opta-journal doctor --fix',
  'last-numbers-behind': 'opta-journal doctor --fix',
  'original-left': 'opta-journal doctor --fix',
  'sequence-broken': 'opta-journal verify',
  'session-logs-duplicate': 'opta-journal doctor --fix',
  'temporary-files-left': 'opta-journal doctor --fix',
};

/** Sessions that need somebody. */
const SESSION_PROBLEMS: readonly (Omit<Problem, 'count'> & { state: UnfinishedSession['state'] })[] = [
  {
    state: 'ended',
    ...{ code: 'session-left-behind', severity: 'warning' },
    ...{ message: 'A session ended without its log.', command: 'opta-journal recover' },
  },
  {
    state: 'unreadable',
    ...{ code: 'session-unreadable', severity: 'error' },
    ...{ message: 'A session without its log cannot be looked at.', command: 'opta-journal recover' },
  },
  {
    state: 'other-device',
    ...{ code: 'session-undecided', severity: 'warning' },
    message: 'A session of another device has no log, and nothing says whether it runs. If it does not:',
    command: 'opta-journal recover --include-legacy',
  },
];

const LOOK = 'opta-journal doctor';

/** The findings of a check by kind, the worst first. What is no problem is left out. */
export function problemsOf(findings: readonly Finding[]): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { code, severity, message } of findings) {
    if (severity === 'info') continue;
    // Told from the view of recovery, which knows whether the session runs.
    if (code === 'event-log-without-session-log') continue;
    const known = problems.get(code);
    if (known !== undefined) known.count += 1;
    else problems.set(code, { code, severity, count: 1, message, command: COMMANDS[code] ?? LOOK });
  }
  return [...problems.values()].sort((a, b) => rank(a) - rank(b));
}

/** What shows without a look into the logs. */
export function problemsOfPlaces({
  sessions,
  updates,
  unfinished,
}: Pick<JournalReport, 'sessions' | 'updates' | 'unfinished'>): Problem[] {
  const problems: Problem[] = [];
  for (const { path, exists, isWritable } of [sessions, updates]) {
    if (!exists || isWritable) continue;
    problems.push({
      ...{ code: 'folder-read-only', severity: 'error', count: 1 },
      message: `${path} cannot be written to.`,
      command: `chmod u+w -- ${quoteForShell(path)}`,
    });
  }
  for (const { state, ...told } of SESSION_PROBLEMS) {
    const count = unfinished.filter((session) => session.state === state).length;
    if (count > 0) problems.push({ ...told, count });
  }
  return problems;
}

function rank({ severity }: Problem): number {
  return severity === 'error' ? 0 : 1;
}
