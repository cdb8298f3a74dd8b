import type { Command } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { RestoreOptions } from './restore-logs.js';

export function addRestore(program: Command, start: StartCommand): void {
  program
    .command('restore')
    .summary('bring archived logs back')
    .description(
      'Bring logs back from the archive into their folder, byte for byte; a session log brings its event log along. ' +
        'Nothing is overwritten.',
    )
    .argument('<name...>', 'file names, as the listings show them')
    .option('--only', 'a session log without its event log')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal restore 2026-02-24-1356-studio-runtime-session.md
  opta-journal sessions -n all --json | jq -r '.sessions[] | select(.archived == "2026-01").fileName' | xargs opta-journal restore

The next retention may archive them again: name them in pinned.txt in the folder of session logs to keep them.`,
    )
    .action((names: string[], options: RestoreOptions) =>
      start(async (context) => (await import('./restore-logs.js')).restoreLogs(context, names, options)),
    );
}
