import {
  type FailedSession,
  type LeftReason,
  planRecovery,
  type RecoveryPlan,
  type RecoveryReport,
  recover,
} from '@opta/journal-recovery';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { usageError } from '../../errors.js';
import { agreeToPlan } from '../../terminal/agree-to-plan.js';
import { untilInterrupted } from '../../terminal/until-interrupted.js';
import { printRecoveryPlan, printRecoveryReport } from './print-recovery.js';

export interface RecoverOptions {
  includeForeign?: boolean;
  includeLegacy?: boolean;
  yes?: boolean;
  dryRun?: boolean;
}

/** Shows which sessions have no log, and writes those of the dead with consent. */
export async function recoverSessions(context: CommandContext, options: RecoverOptions): Promise<ExitCode> {
  if (options.yes && options.dryRun) {
    throw usageError('--yes and --dry-run exclude each other. Give one of them.');
  }
  const { terminal } = context;
  const { store, config } = await context.place();
  const about = {
    device: config.device,
    timeZone: config.timezone,
    redaction: config.redaction,
    includeForeign: options.includeForeign === true,
    includeLegacy: options.includeLegacy === true,
  };
  const plan = await planRecovery(store, { ...about, readEnds: true });
  const tellJson = (report: RecoveryReport | null): Promise<void> =>
    terminal.printJson('recover', {
      plan: { ...plan, failed: plan.failed.map(failedToJson) },
      report: report === null ? null : { ...report, failed: report.failed.map(failedToJson) },
    });
  if (!context.isJson) await printRecoveryPlan(terminal, plan);
  if (plan.recoverable.length === 0) {
    if (context.isJson) await tellJson(null);
    return exitCodeOf(plan);
  }
  const count = plan.recoverable.length;
  const isAgreed = await agreeToPlan(context, {
    ...options,
    message: `Write ${count === 1 ? 'this session log' : `these ${count} session logs`}?`,
    tellJson: () => tellJson(null),
  });
  if (!isAgreed) return plan.failed.length > 0 ? EXIT.failure : EXIT.findings;
  const { signal, release } = untilInterrupted();
  try {
    const report = await recover(store, { ...about, signal });
    if (context.isJson) await tellJson(report);
    else await printRecoveryReport(terminal, report);
    return signal.aborted ? EXIT.interrupted : exitCodeOf(report);
  } finally {
    release();
  }
}

/** Running sessions and those of other machines are finished there. */
const FINISHED_ELSEWHERE: ReadonlySet<LeftReason> = new Set(['running', 'other-machine']);

function exitCodeOf({ failed, left }: Pick<RecoveryPlan | RecoveryReport, 'failed' | 'left'>): ExitCode {
  if (failed.length > 0) return EXIT.failure;
  return left.every(({ reason }) => FINISHED_ELSEWHERE.has(reason)) ? EXIT.ok : EXIT.findings;
}

function failedToJson({ error, ...of }: FailedSession): object {
  return { ...of, code: error.code, message: error.message };
}
