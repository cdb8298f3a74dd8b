import type { Command } from 'commander';
import { parseLines } from '../../program/parse-number.js';
import type { StartCommand } from '../../program/start-command.js';
import type { ListSessionsOptions } from './list-sessions.js';

export function addSessions(program: Command, start: StartCommand): void {
  program
    .command('sessions')
    .summary('list session logs')
    .description(
      'List session logs, newest first: when, on which device, with which model, how long, how it ended.',
    )
    .option('-n, --lines <number|all>', 'how many (default: 20)', parseLines)
    .option('-S, --since <time>', 'those that began then or later')
    .option('-U, --until <time>', 'those that began then or earlier')
    .option('-r, --reverse', 'the oldest of them first')
    .option('--device <name>', 'of one device')
    .option('--model <name>', 'of one model')
    .option('--user <name>', 'of one user')
    .option('--status <status>', 'that ended so: clean, crashed, killed, …')
    .option('--names', 'print file names only')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal sessions
  opta-journal sessions --since yesterday --status crashed
  opta-journal sessions -n all --json | jq '.sessions[].duration'`,
    )
    .action((options: ListSessionsOptions) =>
      start(async (context) => (await import('./list-sessions.js')).listSessions(context, options)),
    );
}
