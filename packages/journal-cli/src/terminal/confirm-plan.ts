import { JournalCliError } from '../errors.js';
import type { Terminal } from './terminal.js';

export interface PlanQuestion {
  /** Whether `--yes` was given. */
  isConfirmed: boolean;
  /** Asked where somebody can be asked: `Write these files?` */
  message: string;
}

/**
 * Whether a plan that was shown is carried out: `--yes` says so, or somebody who is asked.
 *
 * @returns false where whoever was asked does not want it; that is said
 * @throws {JOURNAL_CLI_NOT_CONFIRMED} where nobody can be asked
 * @throws {QuestionCancelled} when it is answered with Ctrl-C
 */
export async function confirmPlan(
  terminal: Terminal,
  { isConfirmed, message }: PlanQuestion,
): Promise<boolean> {
  if (isConfirmed) return true;
  if (!terminal.canAsk) {
    throw new JournalCliError('JOURNAL_CLI_NOT_CONFIRMED', 'Nothing was changed: nobody can be asked here.');
  }
  const { askYesOrNo } = await import('./ask.js');
  const isWanted = await askYesOrNo(terminal, { message });
  if (!isWanted) await terminal.say('Nothing was changed.');
  return isWanted;
}
