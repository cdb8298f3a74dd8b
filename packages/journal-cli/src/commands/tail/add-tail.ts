import { type Command, Option } from 'commander';
import { parseLines } from '../../program/parse-number.js';
import type { StartCommand } from '../../program/start-command.js';
import type { TailOptions } from './tail-events.js';

export function addTail(program: Command, start: StartCommand): void {
  program
    .command('tail')
    .summary('print the last events, and follow them')
    .description(
      'Print the last events of the newest event log, oldest first, one a line: time, severity, type, data. With -f ' +
        'go on as they are written, through all segments, and with every runtime that begins meanwhile.',
    )
    .option('-f, --follow', 'go on as events are written, until Ctrl-C')
    .option('-n, --lines <number|all>', 'how many (default: 20, with --since all)', parseLines)
    .option('-S, --since <time>', 'what happened then or later')
    .option('-U, --until <time>', 'what happened then or earlier')
    .option('--type <pattern...>', 'of these types; * stands for any characters')
    .addOption(
      new Option('--severity <level>', 'of this severity or a worse one').choices([
        'info',
        'warning',
        'error',
        'critical',
      ]),
    )
    .option('-g, --grep <text>', 'with this text in type or data; small letters find large ones too')
    .option('--session <name>', 'of this event log or session, instead of the newest, and of no other')
    .addOption(
      new Option('-o, --output <format>', 'how').choices(['short', 'short-iso', 'json', 'cat', 'md']),
    )
    .addHelpText(
      'after',
      `
Examples:
  opta-journal tail -f
  opta-journal tail --severity error -n 50
  opta-journal tail -f --type 'model_*' --json | jq -r .event_type

Ctrl-C ends it with 130. --json (-o json) prints one record a line as it stands in the log.`,
    )
    .action((options: TailOptions) =>
      start(async (context) => (await import('./tail-events.js')).tailEvents(context, options)),
    );
}
