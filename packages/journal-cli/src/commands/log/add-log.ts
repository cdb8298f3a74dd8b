import type { Command } from 'commander';
import type { StartCommand } from '../../program/start-command.js';
import { collectInput, collectStep, type LogOptions } from './log-options.js';

export function addLog(program: Command, start: StartCommand): void {
  program
    .command('log')
    .summary('write an update log')
    .description(
      'Write an update log with the next number of its series, and print its path. Without a summary it asks, on a ' +
        'terminal. What is not said: the version before is that after the newest update log, version after and commit ' +
        'are those of the repository, the author is that of the configuration.',
    )
    .argument('[summary...]', 'what changed; - reads it from stdin, one item a line')
    .option('-i, --interactive', 'ask for what is not said')
    .option('--title <text>', 'heading (default: the first line of the summary)')
    .option(
      '--category <name>',
      'sync, update and promotion are numbered in the promotion series (default: sync)',
    )
    .option('--series <name|from-to>', 'number series, or a range of numbers (default: by the category)')
    .option('--slug <text>', 'text of the file name (default: the title)')
    .option('--version-before <version>', 'version before the update')
    .option('--version-after <version>', 'version after it')
    .option('--commit <commit>', 'commit after it')
    .option('--author <name>', 'who did it')
    .option('--promoted', 'it was promoted')
    .option('--no-promoted', 'it was not promoted')
    .option('--step <target:component:step:status:message>', 'what was done; repeat it', collectStep)
    .option('--input <key=value>', 'what a command was given; repeat it', collectInput)
    .option('--fan-out <repository...>', 'write linked logs of one update, one in each of these repositories')
    .option('--finish <id>', 'with --fan-out: write what is missing of an earlier one')
    .addHelpText(
      'after',
      `
Examples:
  opta-journal log
  opta-journal log "Sync models" --category sync --version-after 0.3.0 --step studio:models:pull:ok
  git log -1 --format=%B | opta-journal log - --category feature
  opta-journal log "Sync CLI and LMX" --fan-out ../cli ../lmx

With --fan-out, each repository's own configuration says where its log goes. Where one fails, the command that
finishes the rest is printed; it writes no log twice.`,
    )
    .action((words: string[], options: LogOptions) =>
      start(async (context) => (await import('./write-log.js')).writeLog(context, words.join(' '), options)),
    );
}
