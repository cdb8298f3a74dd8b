import type { RecoveryPlan } from '@opta/journal-recovery';
import { IN_USE_MS } from '../constants.js';
import type { DoctorContext } from '../doctor-options.js';
import { quote } from '../errors.js';
import { createFinding, type Finding, type FindingFacts, type Severity } from '../finding.js';
import type { SessionFolder } from '../folders/session-logs.js';

type Facts = FindingFacts['event-log-without-session-log'];

/** What is said of an event log that a repair would leave. */
interface Words {
  /** Default: that of the code. */
  severity?: Severity;
  hint?: string;
  fix: string;
}

const IF_OVER = 'If its program does not run any more: `recover` with `includeLegacy`.';

const WORDS: Readonly<Record<Exclude<Facts['recovery'], 'due'>, Words>> = {
  running: {
    severity: 'info',
    hint: 'Its program runs.',
    fix: 'Nothing: its program writes the log when it ends.',
  },
  'heard-lately': {
    hint: 'Its program cannot be seen from here, and was heard of lately.',
    fix: 'Wait. `repair` does it once nothing was heard of it for ten heartbeats.',
  },
  'other-machine': {
    severity: 'info',
    hint: 'It ran on another machine.',
    fix: 'Nothing: that machine does it. If it does not come back: `recover` with `includeForeign`.',
  },
  'other-device': {
    hint: 'Nothing says whether its program runs, and its device is not this one.',
    fix: `${IF_OVER} \`repair\` leaves it.`,
  },
  'grown-lately': {
    hint: 'Nothing says whether its program runs, and it has grown lately.',
    fix: `${IF_OVER} \`repair\` does it only once it has not grown for a day, or this machine was started anew.`,
  },
  failed: {
    fix: 'Do what the message says; `repair` does the rest.',
  },
};

/** What a repair would do with an event log, and what that takes. */
interface Outlook {
  recovery: Facts['recovery'];
  /** Why it cannot be recovered. */
  reason?: string;
  /** Milliseconds after which asking again may give another answer. No fact: it is another one at every look. */
  retryAfterMs?: number;
}

const ALL_DUE: Outlook = { recovery: 'due' };

/** Event logs without a session log, and what a repair would do with each. */
export async function findUnfinished(
  context: DoctorContext,
  { eventLogs, sessionLogOf }: SessionFolder,
): Promise<Finding[]> {
  const unfinished = eventLogs.filter(({ fileName }) => !sessionLogOf.has(fileName));
  if (unfinished.length === 0) return [];
  const plan = await context.planRecovery?.();
  return unfinished.flatMap(({ fileName, segments, modifiedAt }) => {
    const outlook = plan === undefined ? ALL_DUE : outlookOf(plan, fileName);
    // It got its session log meanwhile.
    if (outlook === undefined) return [];
    const isInUse = context.clock() - modifiedAt < IN_USE_MS;
    const { severity, hint, fix } = wordsOf(outlook);
    const message = [`No session log belongs to ${quote(fileName)}.`, hint, outlook.reason];
    const finding = createFinding(
      'event-log-without-session-log',
      segments,
      { isInUse, modifiedAt, recovery: outlook.recovery },
      message.filter((part) => part !== undefined).join(' '),
    );
    return { ...finding, severity: severity ?? finding.severity, fix: fix ?? finding.fix };
  });
}

function outlookOf({ recoverable, left, failed }: RecoveryPlan, fileName: string): Outlook | undefined {
  const isIts = ({ eventLog }: { eventLog?: string }): boolean => eventLog === fileName;
  if (recoverable.some(isIts)) return { recovery: 'due' };
  const leftOne = left.find(isIts);
  if (leftOne !== undefined) {
    const { reason: recovery, retryAfterMs } = leftOne;
    return retryAfterMs === undefined ? { recovery } : { recovery, retryAfterMs };
  }
  const failedOne = failed.find(isIts);
  return failedOne && { recovery: 'failed', reason: failedOne.error.message };
}

function wordsOf({ recovery, retryAfterMs = 0 }: Outlook): Partial<Words> {
  if (recovery === 'due') return {};
  const words = WORDS[recovery];
  const minutes = Math.ceil(retryAfterMs / 60_000);
  return minutes === 0 ? words : { ...words, fix: `${words.fix} Ask again in ${minutes} min.` };
}
