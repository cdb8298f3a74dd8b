import { readGitFacts } from '@opta/journal-git';
import { askText } from '../../terminal/ask.js';
import type { Terminal } from '../../terminal/terminal.js';
import { type LogOptions, parseStep, stepProblem } from './log-options.js';

/** Source: Opta LMX, whose update logs are of this category where none is said. */
const DEFAULT_CATEGORY = 'sync';

/** Asks for what the command line does not say of an update. */
export async function askUpdate(
  { terminal, cwd }: { terminal: Terminal; cwd: string },
  said: string,
  options: LogOptions,
): Promise<{ summary: string; options: LogOptions }> {
  const ask = (message: string, initial?: string): Promise<string> =>
    askText(terminal, { message, ...(initial === undefined ? {} : { initial }) });
  const summary =
    said === ''
      ? await askText(terminal, {
          message: 'What changed?',
          problemOf: (answer) => (answer === '' ? 'Say what changed in a line.' : undefined),
        })
      : said;
  const category = options.category ?? (await ask('Category', DEFAULT_CATEGORY));
  const versions = options.fanOut === undefined ? await askVersions(ask, options, cwd) : {};
  const steps = options.step ?? (await askSteps(terminal));
  return {
    summary,
    options: {
      ...options,
      ...versions,
      ...(category === '' ? {} : { category }),
      ...(steps.length === 0 ? {} : { step: steps }),
    },
  };
}

/** Each repository of a fan-out has its own; an empty answer leaves them to the repository. */
async function askVersions(
  ask: (message: string, initial?: string) => Promise<string>,
  options: LogOptions,
  cwd: string,
): Promise<{ versionBefore?: string; versionAfter?: string }> {
  const current = options.versionAfter ?? (await readGitFacts(cwd))?.version;
  const before = await ask('Version before', options.versionBefore ?? current);
  const after = options.versionAfter ?? (await ask('Version after', current));
  return {
    ...(before === '' ? {} : { versionBefore: before }),
    ...(after === '' ? {} : { versionAfter: after }),
  };
}

async function askSteps(terminal: Terminal): Promise<NonNullable<LogOptions['step']>> {
  const steps: NonNullable<LogOptions['step']> = [];
  for (;;) {
    const text = await askText(terminal, {
      message: 'Step (target:component:step:ok:message; empty: no more)',
      problemOf: (answer) => (answer === '' ? undefined : stepProblem(answer)),
    });
    if (text === '') return steps;
    steps.push(parseStep(text));
  }
}
