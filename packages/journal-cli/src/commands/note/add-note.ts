import { Argument, type Command } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { NoteOptions } from './send-note.js';

/** As the API of a server takes them. */
const KINDS = ['decision', 'next_step', 'issue', 'note', 'file_created', 'file_modified', 'file_deleted'];

export function addNote(program: Command, start: StartCommand): void {
  program
    .command('note')
    .summary('add a note to the running session of a server')
    .description(
      'Add a decision, a next step, an issue, a note or a changed file to the session that a server writes now. It ' +
        'stands in its event log at once, and in its session log under the heading of its kind.',
    )
    .addArgument(new Argument('<kind>', 'under which heading it stands').choices(KINDS))
    .argument('<text...>', 'one line of plain text; - reads it from stdin')
    .option('--url <address>', 'of the server', 'http://127.0.0.1:1234')
    .option('--key <key>', 'admin key of the server (better: OPTA_JOURNAL_ADMIN_KEY)')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal note decision Keep one model in memory.
  opta-journal note issue "Canary fails after 20 minutes" --url http://studio:1234
  git log -1 --format=%s | opta-journal note note -

Others on this machine can see a key on the command line; they cannot see one in OPTA_JOURNAL_ADMIN_KEY.`,
    )
    .action((kind: string, words: string[], options: NoteOptions) =>
      start(async (context) =>
        (await import('./send-note.js')).sendNote(context, { kind, text: words.join(' ') }, options),
      ),
    );
}
