import { Argument, type Command } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { Shell } from './print-completions.js';

export function addCompletions(program: Command, start: StartCommand): void {
  program
    .command('completions')
    .summary('print a script that completes commands in a shell')
    .description(
      'Print a script with which a shell completes commands, options, their values, and names of logs.',
    )
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      `
Examples:
  opta-journal completions bash > ~/.local/share/bash-completion/completions/opta-journal
  opta-journal completions zsh > "\${fpath[1]}/_opta-journal"
  opta-journal completions fish > ~/.config/fish/completions/opta-journal.fish`,
    )
    .action((shell: Shell) =>
      start(async (context) =>
        (await import('./print-completions.js')).printCompletions(context, program, shell),
      ),
    );
}
