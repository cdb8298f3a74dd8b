import { Argument, type Command, Option } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import type { ExportedKind, ExportOptions } from './export-logs.js';

export function addExport(program: Command, start: StartCommand): void {
  program
    .command('export')
    .summary('write logs or events as NDJSON, CSV or one HTML page')
    .description(
      'Write session logs, update logs, or the events of a time range, oldest first, without secrets. NDJSON: one ' +
        'object a line. CSV: one table of one kind (RFC 4180). HTML: one page with everything in it, that loads and ' +
        'runs nothing.',
    )
    .addArgument(
      new Argument('[what...]', 'which (default: sessions updates)').choices([
        'sessions',
        'updates',
        'events',
      ]),
    )
    .addOption(new Option('--format <format>', 'how').choices(['ndjson', 'csv', 'html']).default('ndjson'))
    .option('-S, --since <time>', 'what began or happened then or later')
    .option('-U, --until <time>', 'what began or happened then or earlier')
    .option('--device <name>', 'session logs of one device')
    .option('--type <pattern...>', 'events of these types; * stands for any characters')
    .addOption(
      new Option('--severity <level>', 'events of this severity or a worse one').choices([
        'info',
        'warning',
        'error',
        'critical',
      ]),
    )
    .option('--output <file>', 'into this file, whole or not at all, instead of stdout')
    .option('--force', 'replace that file')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal export --format html --since 30d --output february.html
  opta-journal export events --since yesterday --type 'model_*' | jq .data.model_id
  opta-journal export sessions --format csv --output sessions.csv

In CSV a cell that begins with = + - @, or a tab, has an apostrophe before it, because spreadsheets would compute it;
in CSV and HTML characters that a terminal would obey stand as \\u001b. NDJSON has every text as it is in the log.`,
    )
    .action((what: ExportedKind[], options: ExportOptions) =>
      start(async (context) => (await import('./export-logs.js')).exportLogs(context, what, options)),
    );
}
