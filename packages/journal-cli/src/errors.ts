/** code → what it means and what to do. Codes are never renamed and never used for something else. */
export const JOURNAL_CLI_ERRORS = {
  JOURNAL_CLI_AMBIGUOUS: {
    meaning: 'Several logs bear the number that was given.',
    fix: 'Give the file name of one of them, or mend the numbers with `opta-journal doctor --fix`.',
  },
  JOURNAL_CLI_CONFIG_EXISTS: {
    meaning: 'A file that `init` would write is there already, with other content.',
    fix: 'Change it by hand, or remove it and run `init` again.',
  },
  JOURNAL_CLI_NOT_CONFIRMED: {
    meaning: 'A command would change something, and nobody can be asked. Nothing was changed.',
    fix: 'Look at the plan that it printed, and run it again with `--yes`.',
  },
  JOURNAL_CLI_NOT_FOUND: {
    meaning: 'No log is called so.',
    fix: 'Take a name from `opta-journal sessions` or `opta-journal updates`.',
  },
  JOURNAL_CLI_PORT: {
    meaning: 'The address or port that `serve` was to listen on cannot be had.',
    fix: 'Do what the message says: another `--port` or `--host`, or end the program that has it.',
  },
  JOURNAL_CLI_SAME_FOLDERS: {
    meaning: 'What `attach` was to journal is journaled into the same folders already.',
    fix: 'Give `attach` folders of its own with `--sessions-dir` and `--updates-dir`, or end what writes there.',
  },
  JOURNAL_CLI_SERVER: {
    meaning: 'A server did not answer, or refused.',
    fix: 'Look whether it runs at that address, and whether it wants a key (`--key`, OPTA_JOURNAL_ADMIN_KEY).',
  },
  JOURNAL_CLI_UNEXPECTED: {
    meaning: 'The command failed in a way that nobody has foreseen.',
    fix: 'Report it, with what it printed without `--json`.',
  },
  JOURNAL_CLI_USAGE: {
    meaning: 'The command line says something that the command does not understand.',
    fix: 'Do what the message says; `opta-journal COMMAND --help` shows examples.',
  },
  JOURNAL_CLI_WRITE_FAILED: {
    meaning: 'A file cannot be written.',
    fix: 'Look at the permissions of its folder and the room on its disk, and run the command again.',
  },
} as const;

export type JournalCliErrorCode = keyof typeof JOURNAL_CLI_ERRORS;

/** What a command fails with; the message is one for the person at the terminal. */
export class JournalCliError extends Error {
  override readonly name = 'JournalCliError';
  /** What to do about an error of this code. */
  readonly fix: string;

  constructor(
    readonly code: JournalCliErrorCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.fix = JOURNAL_CLI_ERRORS[code].fix;
  }
}

/** A mistake in the command line. */
export function usageError(message: string, facts: Record<string, unknown> = {}): JournalCliError {
  return new JournalCliError('JOURNAL_CLI_USAGE', message, facts);
}
