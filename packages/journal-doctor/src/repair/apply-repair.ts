import { join } from 'node:path';
import { removeStaleTemporaryFiles, runProgram, STATE_DIRECTORY } from '@opta/journal-fs';
import type { Allocator } from '@opta/journal-ids';
import { completeOptions, type DoctorContext, type DoctorOptions, withAllocator } from '../doctor-options.js';
import { JournalDoctorError, quote } from '../errors.js';
import { directoryOf } from '../folders/folder-names.js';
import { type Failure, toFailure } from '../to-failure.js';
import { finishOriginal } from './finish-original.js';
import { healLastNumbers } from './heal-last-numbers.js';
import { mergeLastNumbers } from './merge-last-numbers.js';
import { moveAside } from './move-aside.js';
import { readDecision } from './renumber-decision.js';
import { renumberLog, resumeRenumbering } from './renumber-log.js';
import type { RepairPlan, RepairStep, StepOf, Unresolved } from './repair-plan.js';
import { rewriteCitations } from './rewrite-citations.js';
import { rewriteId } from './rewrite-id.js';
import { done, NOT_NEEDED, type StepResult } from './step-result.js';

export interface RepairReport {
  done: (StepResult & { step: RepairStep })[];
  /** A step that fails holds up no other. */
  failed: { step: RepairStep; error: Failure }[];
  /** What the plan left to a person. */
  unresolved: Unresolved[];
}

/**
 * Does what a plan says. Every step looks again before it does anything, so a plan may be old, may have been
 * stopped half-way, and may be applied by several processes at once: nothing is lost and no number is given twice.
 *
 * @param plan - What `planRepair` gave.
 * @param options - As for `diagnose`.
 * @returns What was done, what failed and what is left to a person.
 * @throws {JOURNAL_DOCTOR_PLAN_INVALID} when the plan was not made by `planRepair`; nothing was touched.
 * @remarks An editor that writes a log in the very moment in which it is replaced can lose to the repair: close
 *   logs before. git is not touched; commit what has changed.
 */
export async function applyRepair(plan: RepairPlan, options: DoctorOptions): Promise<RepairReport> {
  const context = completeOptions(options);
  for (const step of plan.steps) assertStep(step);
  return withAllocator(context, async (allocator) => {
    const report: RepairReport = { done: [], failed: [], unresolved: [...plan.unresolved] };
    for (const step of plan.steps) {
      try {
        report.done.push({ step, ...(await applyStep(context, allocator, step)) });
      } catch (error) {
        report.failed.push({
          step,
          error: toFailure(error, 'repair the logs in', context.store.updateLogsDir),
        });
      }
    }
    return report;
  });
}

function assertStep(step: RepairStep): void {
  const { fileName, sameAs, keeps, rest } = step as Partial<Record<string, unknown>>;
  for (const name of [fileName, sameAs, keeps, rest]) {
    if (name === undefined || (typeof name === 'string' && /^[^/\\\0]+$/.test(name) && !/^\.+$/.test(name)))
      continue;
    throw new JournalDoctorError(
      'JOURNAL_DOCTOR_PLAN_INVALID',
      `The plan names ${quote(name)}, which is no plain file name. Make a plan with planRepair.`,
      { step },
    );
  }
}

async function applyStep(
  context: DoctorContext,
  allocator: Allocator,
  step: RepairStep,
): Promise<StepResult> {
  switch (step.action) {
    case 'renumber':
      return renumberLog(context, allocator, step);
    case 'rewrite-id':
      return rewriteId(context, step);
    case 'move-aside':
      return moveAside(context, step);
    case 'merge-last-numbers':
      return mergeLastNumbers(context, allocator, step);
    case 'heal-last-numbers':
      return healLastNumbers(context, allocator);
    case 'recover':
      return recoverSessions(context);
    case 'finish-original':
      return finishStep(context, step);
    case 'remove-temporary-files':
      return removeTemporaryFiles(context, step);
    case 'rewrite-citations':
      return rewriteCitations(context);
    default:
      throw new JournalDoctorError(
        'JOURNAL_DOCTOR_PLAN_INVALID',
        `The plan has the step ${quote((step as { action: unknown }).action)}, which is unknown. Make a plan with planRepair.`,
      );
  }
}

async function finishStep(
  context: DoctorContext,
  { fileName }: StepOf<'finish-original'>,
): Promise<StepResult> {
  const decision = await readDecision(context, fileName);
  return decision === undefined
    ? finishOriginal(context, fileName)
    : resumeRenumbering(context, fileName, decision);
}

async function recoverSessions({ recover }: DoctorContext): Promise<StepResult> {
  const { recovered, failed } = await recover();
  const [first] = failed;
  if (first !== undefined) throw first.error;
  return recovered.length === 0 ? NOT_NEEDED : done(...recovered.map(({ fileName }) => fileName));
}

async function removeTemporaryFiles(
  { fileSystem, store }: DoctorContext,
  { folder }: StepOf<'remove-temporary-files'>,
): Promise<StepResult> {
  const directory = join(directoryOf(store, folder), STATE_DIRECTORY, 'tmp');
  // The real clock: it is compared with the stamps of the real disk.
  const removed = await runProgram(
    removeStaleTemporaryFiles(directory, { now: Date.now() }),
    fileSystem.async,
  );
  return removed.length === 0 ? NOT_NEEDED : done(...removed);
}
