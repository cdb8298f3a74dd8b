import { join } from 'node:path';
import { errnoOf, runProgram } from '@opta/journal-fs';
import { SCRUBBED_FILE } from '../constants.js';
import { completeOptions, type DoctorContext } from '../doctor-options.js';
import { JournalDoctorError } from '../errors.js';
import { toFailure } from '../to-failure.js';
import { createScrubbers } from './create-scrubbers.js';
import { reasonToLeave } from './reason-to-leave.js';
import { renameScrubbed } from './rename-scrubbed.js';
import { replaceScrubbed } from './replace-scrubbed.js';
import type { ScrubOptions, ScrubPlan, ScrubStep } from './scrub-plan.js';
import { recordScrub } from './scrub-record.js';
import type { ScrubResult } from './scrub-result.js';
import type { ScrubSecrets } from './scrub-secrets.js';
import { shownPath } from './scrub-target.js';
import type { ScrubTarget } from './scrub-targets.js';
import type { Scrubbers } from './scrubber.js';
import { surveyFiles } from './survey-files.js';
import { toScrubError } from './to-scrub-error.js';

interface Scrub {
  context: DoctorContext;
  scrubbers: Scrubbers;
  running: ReadonlySet<string>;
  result: ScrubResult;
}

/**
 * Takes secrets out of the files of a plan. Every file is looked at again: one that changed meanwhile, or to which
 * a session writes by now, is left as it is. Stopped anywhere, every file is the old or the new one, and a new plan
 * goes on from there.
 *
 * @param plan - What `planScrub` gave; files that are not in it are not touched.
 * @param secrets - The same as for the plan, which does not hold them.
 * @param options - The same as for the plan.
 * @throws {JOURNAL_DOCTOR_SECRET_UNUSABLE} as `planScrub`
 * @throws {JOURNAL_DOCTOR_PLAN_INVALID} when the plan was not made by `planScrub`; nothing was touched
 * @throws {JOURNAL_DOCTOR_IO} when a folder cannot be read
 * @remarks An editor that writes a log in the very moment in which it is replaced can lose to the scrub: close logs
 *   before.
 */
export async function applyScrub(
  plan: ScrubPlan,
  secrets: ScrubSecrets,
  options: ScrubOptions,
): Promise<ScrubResult> {
  const steps = stepsByPlace(plan);
  const context = completeOptions(options);
  const { left, foreign, notCovered } = plan;
  const result: ScrubResult = {
    done: [],
    failed: [],
    left: [...left],
    foreign,
    notCovered,
    participants: [],
  };
  const { targets, running } = await surveyFiles(context, options.ownSessions);
  const scrub = { context, scrubbers: createScrubbers(secrets), running, result };
  for (const target of targets) {
    const step = steps.get(keyOf({ folder: target.folder, path: shownPath(target, scrub.scrubbers) }));
    if (step !== undefined && target.place !== 'foreign') await attemptStep(scrub, step, target);
  }
  await askParticipants(result, secrets, options);
  await writeRecord(context, secrets, result);
  return result;
}

/** A record that cannot be written must not hide what was done. */
async function writeRecord(
  context: DoctorContext,
  secrets: ScrubSecrets,
  result: ScrubResult,
): Promise<void> {
  const isRemoved = result.participants.some((one) => 'removed' in one && one.removed > 0);
  if (result.done.length === 0 && !isRemoved) return;
  try {
    await recordScrub(context, secrets, result);
    result.record = { fileName: SCRUBBED_FILE };
  } catch (error) {
    result.record = { error: toFailure(error, 'write down the scrub in', SCRUBBED_FILE) };
  }
}

function stepsByPlace(plan: ScrubPlan): Map<string, ScrubStep> {
  const actions: readonly unknown[] = ['rewrite', 'rename', 'remove'];
  const isOurs = Array.isArray(plan?.steps) && plan.steps.every((step) => actions.includes(step?.action));
  if (isOurs) return new Map(plan.steps.map((step) => [keyOf(step), step]));
  throw new JournalDoctorError(
    'JOURNAL_DOCTOR_PLAN_INVALID',
    'The plan has a step that no plan of planScrub has. Make a plan with planScrub and pass it as it is.',
  );
}

function keyOf({ folder, path }: Pick<ScrubStep, 'folder' | 'path'>): string {
  return `${folder}/${path}`;
}

async function attemptStep(scrub: Scrub, planned: ScrubStep, target: ScrubTarget): Promise<void> {
  const { context, scrubbers, running, result } = scrub;
  try {
    const reason = await reasonToLeave(context, target, running);
    if (reason !== undefined) {
      result.left.push({
        ...planned,
        reason,
        message: 'It is in use since the plan was made. Scrub again later.',
      });
      return;
    }
    const step = await doStep(scrub, planned, target);
    if (step !== undefined) result.done.push(step);
  } catch (error) {
    // Somebody has taken the file away: then there is nothing to scrub.
    if (errnoOf(error) === 'ENOENT') return;
    const failure = toFailure(toScrubError(error, target.path), 'scrub', target.path);
    const message = scrubbers.text.scrubText(failure.message, {});
    result.failed.push({ step: planned, error: { ...failure, message } });
  }
}

/** @returns undefined where there was nothing in the file any more */
async function doStep(
  { context, scrubbers }: Scrub,
  planned: ScrubStep,
  target: ScrubTarget,
): Promise<ScrubStep | undefined> {
  const { fileSystem } = context;
  const { folder, path } = planned;
  if (target.place === 'temporary') {
    await fileSystem.async.unlink(join(target.directory, target.fileName));
    return { folder, path, action: 'remove', found: planned.found };
  }
  const found = await replaceScrubbed(fileSystem, target, scrubbers);
  const newName = scrubbers.text.scrubName(target.fileName);
  if (newName === target.fileName) {
    return Object.keys(found).length === 0 ? undefined : { folder, path, action: 'rewrite', found };
  }
  await runProgram(renameScrubbed(target.directory, target.fileName, newName), fileSystem.async);
  return { folder, path, action: 'rename', found: { ...found, name: (found.name ?? 0) + 1 } };
}

async function askParticipants(
  result: ScrubResult,
  secrets: ScrubSecrets,
  { participants = [] }: ScrubOptions,
): Promise<void> {
  for (const participant of participants) {
    const { name } = participant;
    try {
      result.participants.push({ name, removed: await participant.scrub(secrets) });
    } catch (error) {
      result.participants.push({ name, error: toFailure(error, 'scrub', name) });
    }
  }
}
