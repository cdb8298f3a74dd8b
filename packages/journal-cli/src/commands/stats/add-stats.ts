import type { Command } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { StatsOptions } from './show-statistics.js';

export function addStats(program: Command, start: StartCommand): void {
  program
    .command('stats')
    .summary('what runtimes, models and failures add up to')
    .description(
      'Add up runtimes: how many, how long, how they ended; models with loads, requests, tokens and latency; failures. ' +
        'Runtimes are counted by the day on which they began.',
    )
    .option('-S, --since <time>', 'those that began on that day or later')
    .option('-U, --until <time>', 'those that began on that day or earlier')
    .option('--device <name>', 'of one device')
    .option('--model <name>', 'of one model')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal stats
  opta-journal stats --since 7d --device studio
  opta-journal stats --json | jq '.models[] | {model, loads, requests}'

Latencies are those of requests whose event log is there; a session log alone cannot be added up.
Exit code 1 means that there is no such runtime.`,
    )
    .action((options: StatsOptions) =>
      start(async (context) => (await import('./show-statistics.js')).showStatistics(context, options)),
    );
}
