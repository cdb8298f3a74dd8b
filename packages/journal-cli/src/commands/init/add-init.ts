import { type Command, Option } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { InitOptions } from './init-choices.js';

export function addInit(program: Command, start: StartCommand): void {
  program
    .command('init')
    .summary('set up a journal in a repository')
    .description(
      'Set up a journal: write opta-journal.yaml, lines for .gitignore and .gitattributes, and the folders with their ' +
        'READMEs. What is there stays as it is, and a second run changes nothing. The folders are those of ' +
        '--sessions-dir and --updates-dir.',
    )
    .addOption(new Option('--commit-event-logs', 'git keeps the event logs too').conflicts('ignoreEventLogs'))
    .addOption(new Option('--ignore-event-logs', 'git ignores the event logs (default)'))
    .addOption(
      new Option('--commit-archive', 'git keeps what is archived (default)').conflicts('ignoreArchive'),
    )
    .addOption(new Option('--ignore-archive', 'git ignores what is archived'))
    .option('--stignore', "keep Syncthing away from the journal's state")
    .option('--no-stignore', 'leave .stignore alone')
    .option('-y, --yes', 'do it without asking')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal init
  opta-journal init --yes --sessions-dir docs/sessions --updates-dir docs/updates
  opta-journal init --yes --commit-event-logs --stignore`,
    )
    .action((options: InitOptions) =>
      start(async (context) => (await import('./init-journal.js')).initJournal(context, options)),
    );
}
