import {
  applyScrub,
  planScrub,
  type ScrubOptions,
  type ScrubPlan,
  type ScrubResult,
  type ScrubSecrets,
} from '@opta/journal-doctor';
import { createRedactor } from '@opta/journal-redact';
import { indexScrubber } from '@opta/journal-search';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { usageError } from '../../errors.js';
import { doctorOptionsOf } from '../../place/doctor-options-of.js';
import { agreeToPlan } from '../../terminal/agree-to-plan.js';
import { printScrubPlan, printScrubResult } from './print-scrub.js';
import { readSecrets } from './read-secrets.js';

export interface ScrubCommandOptions {
  known?: boolean;
  yes?: boolean;
  dryRun?: boolean;
  secret?: unknown;
}

/** Takes secrets out of everything that the journal keeps, with consent. */
export async function scrubSecrets(
  context: CommandContext,
  given: readonly string[],
  options: ScrubCommandOptions,
): Promise<ExitCode> {
  refuseArguments(given, options);
  const { terminal } = context;
  const place = await context.place();
  const { redaction } = place.config;
  const secrets: ScrubSecrets = options.known
    ? { createRedactor: (policy) => createRedactor({ ...redaction, ...policy }) }
    : await readSecrets(terminal);
  if (Array.isArray(secrets)) terminal.hide(secrets);
  const about: ScrubOptions = { ...doctorOptionsOf(place), participants: [indexScrubber(place.store)] };
  const plan = await planScrub(secrets, about);
  const tellJson = (result: ScrubResult | null): Promise<void> =>
    terminal.printJson('scrub', { plan, result });
  if (!context.isJson) await printScrubPlan(terminal, plan);
  // The index may hold what the logs held before somebody edited them by hand: it is asked whatever was found.
  const isAgreed = await agreeToPlan(context, {
    ...options,
    message: questionOf(plan),
    tellJson: () => tellJson(null),
  });
  if (!isAgreed) return plan.steps.length > 0 || isLeft(plan) ? EXIT.findings : EXIT.ok;
  const result = await applyScrub(plan, secrets, about);
  if (context.isJson) await tellJson(result);
  else await printScrubResult(terminal, result);
  if (result.failed.length > 0 || result.participants.some((one) => 'error' in one)) return EXIT.failure;
  return isLeft(result) ? EXIT.findings : EXIT.ok;
}

function questionOf({ steps }: ScrubPlan): string {
  if (steps.length === 0) return 'Throw the index of the search away, which may hold it?';
  return `Change ${steps.length === 1 ? 'this file' : `these ${steps.length} files`} for good?`;
}

function isLeft({ left, foreign }: Pick<ScrubPlan, 'left' | 'foreign'>): boolean {
  return left.length > 0 || foreign.length > 0;
}

/** @throws {JOURNAL_CLI_USAGE} that does not repeat what was given: it is the secret */
function refuseArguments(given: readonly string[], { secret, yes, dryRun }: ScrubCommandOptions): void {
  if (given.length > 0 || secret !== undefined) {
    throw usageError(
      'scrub takes no secret from the command line: there, everybody on this machine could read it in the list of processes, and ' +
        'the shell keeps it in its history. Take it out of that history too, then type it when you are asked, or pipe it in. ' +
        '(Options: --known, --yes, --dry-run.)',
    );
  }
  if (yes && dryRun) throw usageError('--yes and --dry-run exclude each other. Give one of them.');
}
