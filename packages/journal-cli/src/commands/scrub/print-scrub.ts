import type { FoundSecrets, ScrubPlan, ScrubResult, ScrubStep } from '@opta/journal-doctor';
import { printSome } from '../../terminal/print-some.js';
import type { Terminal } from '../../terminal/terminal.js';
import { visibleText } from '../../terminal/visible-text.js';

/** Where the secret is and what would be done. Paths are as they will be, so no secret is in them. */
export async function printScrubPlan(terminal: Terminal, plan: ScrubPlan): Promise<void> {
  const { steps, participants, notCovered } = plan;
  await printSome(terminal, steps, (step) => `${terminal.style('yellow', step.action)}  ${describe(step)}`);
  await printLeft(terminal, plan);
  await terminal.print(
    `${steps.length} ${steps.length === 1 ? 'file' : 'files'} to change; asked besides: ${participants.join(', ')}.`,
  );
  await terminal.say(`What no scrub can do:\n${notCovered.map((text) => `- ${text}`).join('\n')}`);
}

export async function printScrubResult(terminal: Terminal, result: ScrubResult): Promise<void> {
  const { done, failed, participants, record } = result;
  await printSome(
    terminal,
    done,
    (step) => `${terminal.style('green', DONE[step.action])}  ${describe(step)}`,
  );
  await printSome(
    terminal,
    failed,
    ({ step, error }) =>
      `${terminal.style('red', 'failed')}  ${describe(step)}: ${visibleText(error.message)} (${error.code})`,
  );
  for (const one of participants) {
    await terminal.print(
      'error' in one
        ? `${terminal.style('red', 'failed')}  ${one.name}: ${visibleText(one.error.message)} (${one.error.code})`
        : `${terminal.style('green', 'removed')}  ${one.name}: ${one.removed} files`,
    );
  }
  await printLeft(terminal, result);
  if (record !== undefined && 'error' in record) {
    await terminal.complain(`It could not be written down: ${record.error.message} (${record.error.code})`);
  } else if (record !== undefined) await terminal.say(`Written down in ${record.fileName}; commit it.`);
}

const DONE: Readonly<Record<ScrubStep['action'], string>> = {
  rewrite: 'rewritten',
  rename: 'renamed',
  remove: 'removed',
};

async function printLeft(
  terminal: Terminal,
  { left, foreign }: Pick<ScrubPlan, 'left' | 'foreign'>,
): Promise<void> {
  const word = terminal.style('red', 'left');
  await printSome(terminal, left, (one) => `${word}  ${describe(one)}: ${visibleText(one.message)}`);
  await printSome(
    terminal,
    foreign,
    (one) => `${word}  ${describe(one)}: it is no file of the journal. Change or remove it by hand.`,
  );
}

function describe({ folder, path, found }: FoundSecrets): string {
  const counts = Object.entries(found).map(([form, count]) => `${count} ${form}`);
  return `${folder}/${visibleText(path)}${counts.length === 0 ? '' : `  (${counts.join(', ')})`}`;
}
