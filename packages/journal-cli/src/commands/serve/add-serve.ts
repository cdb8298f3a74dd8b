import type { Command } from 'commander';
import { parsePort } from '../../program/parse-number.js';
import type { StartCommand } from '../../program/start-command.js';
import type { ServeOptions } from './serve-journal.js';

export function addServe(program: Command, start: StartCommand): void {
  program
    .command('serve')
    .summary('show the logs in a browser')
    .description(
      'Serve the viewer and the API over the log folders, where no server of ours runs. It reads only, and serves this ' +
        'machine only, unless it is told otherwise. Ctrl-C ends it.',
    )
    .option('--port <number>', 'port to listen on; 0 takes any free one', parsePort, 4173)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--key <key>', 'what others must send to read (better: OPTA_JOURNAL_ADMIN_KEY)')
    .option('--write', 'let it write update logs, mend logs and archive old ones')
    .option('--open', 'open it in a browser')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal serve --open
  opta-journal -C ~/lmx serve --port 0
  OPTA_JOURNAL_ADMIN_KEY=… opta-journal serve --host 0.0.0.0

Without a key nobody but this machine is served, whatever the address. Others on this machine can see a key on the
command line; they cannot see one in OPTA_JOURNAL_ADMIN_KEY.`,
    )
    .action((options: ServeOptions) =>
      start(async (context) => (await import('./serve-journal.js')).serveJournal(context, options)),
    );
}
