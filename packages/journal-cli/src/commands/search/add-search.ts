import { type Command, Option } from 'commander';
import { parseWhole } from '../../program/parse-number.js';
import type { StartCommand } from '../../program/start-command.js';
import type { SearchCommandOptions } from './search-logs.js';

export function addSearch(program: Command, start: StartCommand): void {
  program
    .command('search')
    .summary('search logs and events')
    .description(
      'Search session logs, update logs and events: words, "phrases", prefixes (load*), -exclusions and filters ' +
        '(model:, device:, user:, type:, severity:, since:, until:, in:). Newest first.',
    )
    .argument('<query...>', 'what to look for')
    .option('-n, --lines <number>', 'hits, 1 to 100 (default: 20)', parseWhole)
    .option('-S, --since <time>', 'what happened then or later')
    .option('-U, --until <time>', 'what happened then or earlier')
    .addOption(new Option('--in <kind...>', 'where').choices(['session', 'update', 'event']))
    .option('--best', 'the best hits first, instead of the newest')
    .option('--cursor <cursor>', 'go on where another search ended')
    .option('--no-index', 'read every log instead of the index')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal search out of memory
  opta-journal search '"canary failed"' --since 7d --in event
  opta-journal search model:qwen* severity:error --json | jq -r '.hits[].target'

Exit code 1 means that nothing was found, as with grep.`,
    )
    .action((words: string[], options: SearchCommandOptions) =>
      start(async (context) =>
        (await import('./search-logs.js')).searchLogs(context, words.join(' '), options),
      ),
    );
}
