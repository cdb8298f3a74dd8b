import type { Command } from 'commander';
import type { StartCommand } from '../../program/start-command.js';

export function addVerify(program: Command, start: StartCommand): void {
  program
    .command('verify')
    .summary('read every log to its last byte')
    .description(
      'Read logs to their last byte: every line of an event log is whole, follows the one before by its number and, where ' +
        'it was written with checksums, is as it was written; session logs count what their event logs have; every log ' +
        'can be parsed. Archived logs too. Nothing is changed.',
    )
    .argument('[log]', 'only this session log, event log or update log, and what belongs to it')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal verify
  opta-journal verify 2026-02-24-135626-studio-events.jsonl
  opta-journal verify --json | jq '.eventLogs[] | select(.damaged)'

Exit code 1 means that something is damaged. A last line without an end is none: it is just being written, or its program
died in the middle of it.`,
    )
    .action((name: string | undefined) =>
      start(async (context) => (await import('./verify-logs.js')).verifyLogs(context, name)),
    );
}
