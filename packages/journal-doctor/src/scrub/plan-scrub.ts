import { errnoOf } from '@opta/journal-fs';
import { completeOptions, type DoctorContext } from '../doctor-options.js';
import { toFailure } from '../to-failure.js';
import { totalOf } from './counts.js';
import { createScrubbers } from './create-scrubbers.js';
import { reasonToLeave } from './reason-to-leave.js';
import { NOT_COVERED, type ScrubOptions, type ScrubPlan } from './scrub-plan.js';
import type { ScrubSecrets } from './scrub-secrets.js';
import { countInTarget, shownPath } from './scrub-target.js';
import type { ScrubTarget } from './scrub-targets.js';
import type { Scrubbers } from './scrubber.js';
import { surveyFiles } from './survey-files.js';

/**
 * Looks for secrets in everything that the journal keeps, and says what would be done about them. It changes
 * nothing, and no secret is in what it returns.
 *
 * @param secrets - Texts of at least 8 characters each, or `{ createRedactor, kinds? }` for whatever a redactor
 *   of `@opta/journal-redact` knows.
 * @param options - As for `diagnose`; `participants` and `ownSessions` besides.
 * @returns What was found where and in which form, what is left alone, and what a scrub does not reach.
 * @throws {JOURNAL_DOCTOR_SECRET_UNUSABLE} when a secret is too short or no text
 * @throws {JOURNAL_DOCTOR_IO} when a folder cannot be read; a file that cannot be read is in `left`
 * @remarks Event logs are streamed. Replace the secret where it was given out before anything else.
 *
 * @example
 * ```ts
 * const plan = await planScrub([process.env.LEAKED ?? ''], { store });
 * for (const { path, found } of plan.steps) console.log(path, found);
 * ```
 */
export async function planScrub(secrets: ScrubSecrets, options: ScrubOptions): Promise<ScrubPlan> {
  const context = completeOptions(options);
  const scrubbers = createScrubbers(secrets);
  const plan: ScrubPlan = {
    steps: [],
    left: [],
    foreign: [],
    participants: (options.participants ?? []).map(({ name }) => name),
    notCovered: [...NOT_COVERED],
  };
  const { targets, running } = await surveyFiles(context, options.ownSessions);
  for (const target of targets) {
    await planTarget(context, target, { scrubbers, running, plan });
  }
  return plan;
}

async function planTarget(
  context: DoctorContext,
  target: ScrubTarget,
  { scrubbers, running, plan }: { scrubbers: Scrubbers; running: ReadonlySet<string>; plan: ScrubPlan },
): Promise<void> {
  const { folder, fileName, place } = target;
  const about = { folder, path: shownPath(target, scrubbers), found: {} };
  try {
    about.found = await countInTarget(context.fileSystem, target, scrubbers);
  } catch (error) {
    // Retention, an editor or its owner has taken it away since it was listed.
    if (errnoOf(error) === 'ENOENT') return;
    const { message } = toFailure(error, 'scrub', target.path);
    plan.left.push({ ...about, reason: 'unreadable', message: scrubbers.text.scrubText(message, {}) });
    return;
  }
  if (totalOf(about.found) === 0) return;
  const reason = await reasonToLeave(context, target, running);
  if (place === 'foreign') plan.foreign.push(about);
  else if (reason !== undefined) plan.left.push({ ...about, reason, message: MESSAGES[reason] });
  else if (place === 'temporary') plan.steps.push({ ...about, action: 'remove' });
  else
    plan.steps.push({
      ...about,
      action: scrubbers.text.scrubName(fileName) === fileName ? 'rewrite' : 'rename',
    });
}

const MESSAGES = {
  running:
    'Its session is running and writes to it. End the session, or recover it if it was killed, and scrub again.',
  'in-use': 'It is just being written. Scrub again in an hour: what a crash left is removed then.',
} as const;
