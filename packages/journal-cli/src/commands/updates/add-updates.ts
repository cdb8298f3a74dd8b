import type { Command } from 'commander';
import { parseLines } from '../../program/parse-number.js';
import type { StartCommand } from '../../program/start-command.js';
import type { ListUpdatesOptions } from './list-updates.js';

export function addUpdates(program: Command, start: StartCommand): void {
  program
    .command('updates')
    .summary('list update logs')
    .description('List update logs, newest first: number, day, title, author, category, version.')
    .option('-n, --lines <number|all>', 'how many (default: 20)', parseLines)
    .option('-S, --since <time>', 'those of that day or later')
    .option('-U, --until <time>', 'those of that day or earlier')
    .option('-r, --reverse', 'the oldest of them first')
    .option('--series <name>', 'of one series: standard, promotion')
    .option('--category <name>', 'of one category')
    .option('--author <name>', 'of one author')
    .option('--names', 'print file names only')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal updates
  opta-journal updates --series promotion -n 5
  opta-journal updates --since 2026-02-01 --json | jq -r '.updates[].id'`,
    )
    .action((options: ListUpdatesOptions) =>
      start(async (context) => (await import('./list-updates.js')).listUpdates(context, options)),
    );
}
