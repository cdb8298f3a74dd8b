import { type Command, Option } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { ScrubCommandOptions } from './scrub-secrets.js';

export function addScrub(program: Command, start: StartCommand): void {
  program
    .command('scrub')
    .summary('take a secret out of everything that the journal keeps')
    .description(
      'Take a secret out of session logs, update logs, event logs, the archive, what a repair has put aside and the index ' +
        'of the search. The secret is asked for, or read from stdin, a secret a line; it is never printed. First replace it ' +
        'where it was given out: from now on take it for known to others.',
    )
    .option(
      '--known',
      'look for whatever looks like a secret (keys, tokens, passwords), instead of reading one',
    )
    .option('-y, --yes', 'do it without being asked')
    .option('--dry-run', 'only show where it is')
    // Both are only here to be refused: an error of the parser would print the secret that was given.
    .addOption(new Option('--secret [text]').hideHelp())
    .argument('[text...]')
    .allowUnknownOption()
    .usage('[options]')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal scrub
  opta-journal scrub --dry-run < leaked-token.txt
  pass show lmx/admin-key | opta-journal scrub --yes

Exit code 1 means that files with a secret are left: of running sessions, or outside the convention.`,
    )
    .action((given: string[], options: ScrubCommandOptions) =>
      start(async (context) => (await import('./scrub-secrets.js')).scrubSecrets(context, given, options)),
    );
}
