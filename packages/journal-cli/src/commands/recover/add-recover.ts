import type { Command } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { RecoverOptions } from './recover-sessions.js';

export function addRecover(program: Command, start: StartCommand): void {
  program
    .command('recover')
    .summary('finish sessions that could not do it themselves')
    .description(
      'Show which sessions have no session log, because their program was killed or the machine lost its power, and ' +
        'which of them run or may run; then write the session log of each whose program is dead, if you agree. Event ' +
        'logs are only read.',
    )
    .option('--include-foreign', 'also sessions of other machines, once they were silent for ten heartbeats')
    .option('--include-legacy', 'also event logs of which nothing says whether they are still written')
    .option('-y, --yes', 'do it without being asked')
    .option('--dry-run', 'only show what would be done')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal recover --dry-run
  opta-journal recover --yes
  opta-journal recover --include-legacy   # logs of an Opta LMX that is not running any more

Exit code 1 means that a session is left unfinished. Running sessions do not count, nor those of other machines without
--include-foreign.`,
    )
    .action((options: RecoverOptions) =>
      start(async (context) => (await import('./recover-sessions.js')).recoverSessions(context, options)),
    );
}
