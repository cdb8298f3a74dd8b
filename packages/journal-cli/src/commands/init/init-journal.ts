import { appendFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { loadJournalingConfig } from '@opta/journal-runtime';
import { createJournalStore } from '@opta/journal-store';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { JournalCliError } from '../../errors.js';
import { agreeToPlan } from '../../terminal/agree-to-plan.js';
import type { Terminal } from '../../terminal/terminal.js';
import { visibleText } from '../../terminal/visible-text.js';
import { chooseInit, type InitChoices, type InitOptions } from './init-choices.js';
import { type InitStep, planInit } from './plan-init.js';

/** Sets up a journal; what is there stays as it is. */
export async function initJournal(context: CommandContext, options: InitOptions): Promise<ExitCode> {
  const { terminal } = context;
  const choices = await chooseInit(context, options);
  const steps = planInit(choices);
  const isNeeded = steps.some(({ action }) => action !== 'keep');
  if (!context.isJson) await printPlan(terminal, steps, choices.root);
  if (!choices.isRepository) {
    await terminal.say('There is no git repository here. Run init again after `git init`, for .gitignore.');
  }
  if (!isNeeded) {
    if (context.isJson) await printJson(terminal, steps, false);
    await terminal.say('Everything is there.');
    return EXIT.ok;
  }
  const isWanted = await agreeToPlan(context, {
    ...(options.yes === undefined ? {} : { yes: options.yes }),
    message: 'Write this?',
    tellJson: () => printJson(terminal, steps, false),
  });
  if (isWanted) await applyInit(choices, steps);
  if (context.isJson) await printJson(terminal, steps, true);
  return isWanted ? EXIT.ok : EXIT.findings;
}

const WORDS: Readonly<Record<InitStep['action'], string>> = {
  create: 'create',
  append: 'add to',
  guide: 'create',
  keep: 'keep',
};

async function printPlan(terminal: Terminal, steps: readonly InitStep[], root: string): Promise<void> {
  for (const { action, path, text } of steps) {
    const name = relative(root, path);
    const word = WORDS[action].padEnd(6);
    const style = action === 'keep' ? 'dim' : 'green';
    await terminal.print(
      `${terminal.style(style, word)}  ${visibleText(name.startsWith('..') ? path : name)}`,
    );
    for (const line of text.split(/\r?\n/).filter((each) => each !== '')) {
      await terminal.print(`          ${visibleText(line)}`);
    }
  }
}

async function printJson(terminal: Terminal, steps: readonly InitStep[], isDone: boolean): Promise<void> {
  await terminal.printJson('init', {
    done: isDone,
    steps: steps.map(({ action, path, text }) => ({
      action: WORDS[action],
      path,
      lines: text.split(/\r?\n/).filter((line) => line !== ''),
    })),
  });
}

async function applyInit(choices: InitChoices, steps: readonly InitStep[]): Promise<void> {
  const { configFile, root, sessionLogsDir, updateLogsDir } = choices;
  for (const step of steps) writeStep(step);
  if (!steps.some(({ action }) => action === 'guide')) return;
  const { fileMode } = loadJournalingConfig({ file: configFile, environment: {}, baseDirectory: root });
  await createJournalStore({
    sessionLogsDir,
    updateLogsDir,
    ...(fileMode === undefined ? {} : { fileMode }),
  }).prepare();
}

function writeStep({ action, path, text }: InitStep): void {
  try {
    // Never over a file that has come meanwhile.
    if (action === 'create') writeFileSync(path, text, { flag: 'wx' });
    if (action === 'append') appendFileSync(path, text);
  } catch (error) {
    throw new JournalCliError(
      'JOURNAL_CLI_WRITE_FAILED',
      `${path} cannot be written: ${(error as Error).message}.`,
      { path },
      { cause: error },
    );
  }
}
