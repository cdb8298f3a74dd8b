import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { usageError } from '../../errors.js';
import { callServer } from '../../server/call-server.js';
import { readStdin } from '../../terminal/read-stdin.js';

export interface NoteOptions {
  url: string;
  key?: string;
}

/** Characters of a note that a server takes. */
const MAX_NOTE_BYTES = 65_536;

/** Adds a note to the running session of a server. */
export async function sendNote(
  context: CommandContext,
  note: { kind: string; text: string },
  options: NoteOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const text = note.text === '-' ? await readStdin(terminal.stdin, MAX_NOTE_BYTES) : note.text;
  if (text.trim() === '') throw usageError('The note is empty. Give a line of text.');
  const key = options.key ?? terminal.env.OPTA_JOURNAL_ADMIN_KEY;
  const taken = await callServer(
    { url: options.url, ...(key ? { key } : {}) },
    { method: 'POST', path: '/admin/logs/notes', body: { kind: note.kind, text: text.trim() } },
  );
  if (context.isJson) await terminal.printJson('note', { note: taken });
  else await terminal.say(`The running session has the ${note.kind.replace('_', ' ')}.`);
  return EXIT.ok;
}
