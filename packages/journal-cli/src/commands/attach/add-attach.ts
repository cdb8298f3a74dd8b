import { type Command, Option } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { AttachOptions } from './attach-to-feed.js';

export function addAttach(program: Command, start: StartCommand): void {
  program
    .command('attach')
    .summary('journal a running LMX from outside')
    .description(
      'Journal what a running LMX, or another server with its event feed, does: every event into an event log, and one ' +
        'session log for each attachment. It connects again by itself, and goes on where it was when either side was ' +
        'started anew, as far as the server can tell what happened meanwhile; what it cannot tell is recorded as a gap. ' +
        'Ctrl-C or SIGTERM writes the session log and ends it.',
    )
    .argument('<url>', 'of the server, or of its feed (/admin/events)')
    .option('--key <key>', 'admin key of the server (better: OPTA_JOURNAL_ADMIN_KEY)')
    .option('--device <name>', 'what the logs call the machine (default: that of the configuration)')
    .option('--model <name>', 'what the logs call the program (default: what the server says of itself)')
    .option('--from-now', 'leave out what happened since the last attachment')
    .addOption(
      new Option('--print-unit <manager>', 'print a unit file for this command line').choices([
        'systemd',
        'launchd',
      ]),
    )
    .addHelpText(
      'after',
      `
Examples:
  opta-journal attach http://127.0.0.1:1234
  opta-journal --sessions-dir ~/lmx-logs attach http://studio:1234 --device studio
  opta-journal -q attach http://127.0.0.1:1234 --print-unit systemd > ~/.config/systemd/user/lmx-journal.service

A server that writes event logs into the same folders itself is refused: everything would stand there twice.
Others on this machine can see a key on the command line; they cannot see one in OPTA_JOURNAL_ADMIN_KEY.`,
    )
    .action((url: string, options: AttachOptions) =>
      start(async (context) => (await import('./attach-to-feed.js')).attachToFeed(context, url, options)),
    );
}
