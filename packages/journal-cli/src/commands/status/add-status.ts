import type { Command } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { StatusOptions } from './show-status.js';

export function addStatus(program: Command, start: StartCommand): void {
  program
    .command('status')
    .summary('how the journal is: folders, sessions, numbers, problems')
    .description(
      'Show on one screen how the journal is: its folders, which sessions run or were left behind, the last number of ' +
        'each series, the index of the search, what retention would do, and every problem with the command that mends ' +
        'it. Nothing is changed.',
    )
    .option('--no-check', 'do not read the logs for problems: quick, also with gigabytes of them')
    .option('--url <url>', 'also what a running server tells: http://127.0.0.1:1234')
    .option('--key <key>', 'its admin key (default: OPTA_JOURNAL_ADMIN_KEY)')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal status
  opta-journal status --url http://127.0.0.1:1234
  opta-journal status --json | jq '.series[] | {series, next, remaining}'

Exit code 1 means that there are problems.`,
    )
    .action((options: StatusOptions) =>
      start(async (context) => (await import('./show-status.js')).showStatus(context, options)),
    );
}
