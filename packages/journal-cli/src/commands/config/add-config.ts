import type { Command } from 'commander';
import type { StartCommand } from '../../program/start-command.js';

export function addConfig(program: Command, start: StartCommand): void {
  const config = program
    .command('config')
    .summary('show or check the configuration')
    .description(
      'Show the configuration in force, or check a file. The command line beats the environment ' +
        '(LMX_JOURNALING__KEY), which beats the file; what nobody gives has a default.',
    );
  config
    .command('show')
    .summary('every setting, and where it comes from')
    .description('Print every setting in force, and where it comes from: a file and its line, a variable, …')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal config show
  opta-journal config show --json | jq '.settings[] | select(.from != "default")'`,
    )
    .action(() => start(async (context) => (await import('./show-config.js')).showConfig(context)));
  config
    .command('check')
    .summary('find every mistake in a configuration')
    .description(
      'Print every mistake at once: unknown keys and unusable values, each with its line and the nearest valid one. ' +
        'A file is checked by itself; without one, what is in force here is checked, with the environment.',
    )
    .argument('[file]', 'YAML or JSON with a block `journaling` or `journal`')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal config check
  opta-journal config check deploy/lmx.yaml

Exit code 1 means that there are mistakes.`,
    )
    .action((file: string | undefined) =>
      start(async (context) => (await import('./check-config.js')).checkConfig(context, file)),
    );
}
