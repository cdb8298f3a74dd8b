import type { Command } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { ShowOptions } from './show-log.js';

export function addShow(program: Command, start: StartCommand): void {
  program
    .command('show')
    .summary('print one log')
    .description(
      'Print one log: by its file name, the number of an update log, `last` for the newest session log, or `current` ' +
        'for that of the running session as it would be now. A number that a log had before it was renumbered finds ' +
        'it too.',
    )
    .argument('<log>', 'file name, number (7, 007), last, or current')
    .option('--raw', 'every byte as it is, also those that a terminal would obey')
    .option('--url <url>', 'with current: ask this server, which knows more than its event log')
    .option('--key <key>', 'its admin key (default: OPTA_JOURNAL_ADMIN_KEY)')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal show last
  opta-journal show 203
  opta-journal show current
  opta-journal show 2026-02-24-1356-studio-runtime-session.md`,
    )
    .action((name: string, options: ShowOptions) =>
      start(async (context) => (await import('./show-log.js')).showLog(context, name, options)),
    );
}
