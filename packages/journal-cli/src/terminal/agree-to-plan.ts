import type { CommandContext } from '../command-context.js';
import { JournalCliError } from '../errors.js';
import { confirmPlan } from './confirm-plan.js';

export interface AgreementOptions {
  yes?: boolean;
  dryRun?: boolean;
  message: string;
  /** With `--json` nobody is asked, and nothing was shown yet: prints the document of the plan that was not done. */
  tellJson: () => Promise<void>;
}

/**
 * Whether a plan that was shown is to be done.
 *
 * @returns false where only the plan was wanted, or whoever was asked says no
 * @throws {JOURNAL_CLI_NOT_CONFIRMED} where nobody agrees and nobody can be asked
 */
export async function agreeToPlan(
  { terminal, isJson }: CommandContext,
  { yes, dryRun, message, tellJson }: AgreementOptions,
): Promise<boolean> {
  if (dryRun) {
    if (isJson) await tellJson();
    return false;
  }
  if (isJson && !yes) {
    await tellJson();
    throw new JournalCliError(
      'JOURNAL_CLI_NOT_CONFIRMED',
      'Nothing was changed: with --json nobody is asked.',
    );
  }
  return confirmPlan(terminal, { isConfirmed: yes === true, message });
}
