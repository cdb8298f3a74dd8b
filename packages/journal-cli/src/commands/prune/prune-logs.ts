import { retentionPolicyOf } from '@opta/journal-runtime';
import type { JournalStore, RetentionPlan, RetentionPolicy, RetentionResult } from '@opta/journal-store';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { JournalCliError, usageError } from '../../errors.js';
import type { JournalPlace } from '../../place/journal-place.js';
import { agreeToPlan } from '../../terminal/agree-to-plan.js';
import { printRetentionPlan } from './print-retention-plan.js';
import { printRetentionResult, undoCommands } from './print-retention-result.js';

export interface PruneOptions {
  days?: number;
  max?: number;
  mode?: 'archive' | 'delete';
  yes?: boolean;
  accept?: boolean;
  dryRun?: boolean;
}

/** Shows what retention would let go, and lets it go with consent. */
export async function pruneLogs(context: CommandContext, options: PruneOptions): Promise<ExitCode> {
  if (options.yes && options.dryRun) {
    throw usageError('--yes and --dry-run exclude each other. Give one of them.');
  }
  if (options.accept && !options.yes) {
    throw usageError('--accept says that --yes counts for a held plan too. Add --yes.');
  }
  const { terminal } = context;
  const { store, config }: JournalPlace = await context.place();
  const policy = policyOf(retentionPolicyOf(config), options, context.now);
  const plan = await store.planRetention(policy);
  const tellJson = (result: RetentionResult | null): Promise<void> =>
    terminal.printJson('prune', {
      policy: policyToJson(policy),
      plan,
      result: result === null ? null : resultToJson(result),
      undo: result === null ? [] : undoCommands(context.options, plan, result),
    });
  if (!context.isJson) await printRetentionPlan(terminal, { plan, policy, store });
  if (plan.units.length === 0) {
    if (context.isJson) await tellJson(null);
    return EXIT.ok;
  }
  const isAgreed = await agreeToPlan(context, {
    ...options,
    message: questionOf(plan),
    tellJson: () => tellJson(null),
  });
  if (!isAgreed) return options.dryRun ? EXIT.ok : EXIT.findings;
  if (!(await acceptIfHeld(store, plan, options))) {
    if (context.isJson) await tellJson(null);
    throw heldError(plan);
  }
  const result = await store.applyRetention(plan);
  if (context.isJson) await tellJson(result);
  else await printRetentionResult(context, plan, result);
  if (result.held !== undefined) throw heldError({ ...plan, held: result.held });
  return result.skipped.some(({ reason }) => reason === 'failed') ? EXIT.failure : EXIT.ok;
}

function policyOf(policy: RetentionPolicy, { days, max, mode }: PruneOptions, now: number): RetentionPolicy {
  return {
    ...policy,
    ...(days === undefined ? {} : { retentionDays: days }),
    ...(max === undefined ? {} : { maxSessionLogs: max }),
    ...(mode === undefined ? {} : { mode }),
    now,
  };
}

function questionOf({ mode, units }: RetentionPlan): string {
  const what = `${units.length} ${units.length === 1 ? 'session' : 'sessions'}`;
  return mode === 'delete'
    ? `Delete ${what} for good? This cannot be undone.`
    : `Move ${what} into the archive?`;
}

/** A person who was shown the plan and says yes has seen it; a script has not, unless it says so. */
async function acceptIfHeld(
  store: JournalStore,
  plan: RetentionPlan,
  { yes, accept }: PruneOptions,
): Promise<boolean> {
  if (plan.held === undefined) return true;
  if (plan.held.reason === 'clock-behind' || (yes && !accept)) return false;
  await store.acceptRetention(plan);
  return true;
}

function heldError({ held }: RetentionPlan): JournalCliError {
  const isClock = held?.reason === 'clock-behind';
  return new JournalCliError(
    'JOURNAL_CLI_NOT_CONFIRMED',
    `Nothing was changed, the plan is held: ${held?.message ?? ''}${isClock ? '' : ' Look at it, then add --accept.'}`,
    { reason: held?.reason },
  );
}

function policyToJson({ now: _, ...policy }: RetentionPolicy): object {
  return policy;
}

function resultToJson({ done, bytes, skipped }: RetentionResult): object {
  return {
    done,
    bytes,
    skipped: skipped.map(({ fileName, reason, error }) => ({
      fileName,
      reason,
      ...(error === undefined ? {} : { message: error.message }),
    })),
  };
}
