import { type Command, Option } from 'commander';
import { parseWhole } from '../../program/parse-number.js';
import type { StartCommand } from '../../program/start-command.js';
import type { PruneOptions } from './prune-logs.js';

export function addPrune(program: Command, start: StartCommand): void {
  program
    .command('prune')
    .summary('let old logs go into the archive')
    .description(
      'Show which sessions would go by the retention of the configuration, what stays and why, and let them go if ' +
        'you agree: into the archive, from which `restore` brings each back byte for byte.',
    )
    .option('--days <number>', 'sessions that are older go', parseWhole)
    .option('--max <number>', 'so many sessions stay', parseWhole)
    .addOption(new Option('--mode <mode>', 'into the archive, or for good').choices(['archive', 'delete']))
    .option('-y, --yes', 'do it without being asked')
    .option('--accept', 'with --yes: also where the plan is held for a person to see it')
    .option('--dry-run', 'only show what would be done')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal prune --dry-run
  opta-journal prune --days 90 --yes
  opta-journal prune --json --dry-run | jq -r '.plan.units[].fileName'

A plan is held where the folder has logs that this program did not write, and where a large share would go at once: then
nothing goes before a person has seen it. Names in pinned.txt never go. Update logs stay.`,
    )
    .action((options: PruneOptions) =>
      start(async (context) => (await import('./prune-logs.js')).pruneLogs(context, options)),
    );
}
