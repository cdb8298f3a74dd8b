import { quoteForShell } from '../../shell/quote-for-shell.js';
import type { LogOptions } from './log-options.js';

export interface UnfinishedFanOut {
  id: string;
  /** Absolute: it may be run from anywhere. */
  repositories: readonly string[];
  summary: string;
  options: LogOptions;
}

/** What a shell must be given to finish a fan-out: everything that was said of the update. */
export function finishCommand(
  { id, repositories, summary, options }: UnfinishedFanOut,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const { title, category, series, slug, versionBefore, versionAfter, commit, author } = options;
  const { promoted, step = [], input = {} } = options;
  const words = [
    ...optionWords('--finish', id),
    ...optionWords('--title', title),
    ...optionWords('--category', category),
    ...optionWords('--series', series),
    ...optionWords('--slug', slug),
    ...optionWords('--version-before', versionBefore),
    ...optionWords('--version-after', versionAfter),
    ...optionWords('--commit', commit),
    ...optionWords('--author', author),
    ...(promoted === undefined ? [] : [promoted ? '--promoted' : '--no-promoted']),
    ...step.flatMap((each) => {
      const { target, component, step: name, status, message } = each;
      return ['--step', [target, component, name, status, message].join(':')];
    }),
    ...Object.entries(input).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
    '--fan-out',
    ...repositories,
    '--',
    summary,
  ];
  // A script that calls the command says how.
  return [env.OPTA_JOURNAL_COMMAND ?? 'opta-journal', 'log', ...words.map(quoteForShell)].join(' ');
}

function optionWords(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value];
}
