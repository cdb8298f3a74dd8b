import { type Command, Option } from 'commander';

/** What every command takes. */
export interface GlobalOptions {
  cwd?: string;
  config?: string;
  sessionsDir?: string;
  updatesDir?: string;
  tz?: string;
  utc?: boolean;
  color: 'auto' | 'always' | 'never';
  json?: boolean;
  quiet?: boolean;
  pager: boolean;
}

export function addGlobalOptions(program: Command): void {
  program
    .option('-C, --cwd <folder>', 'work as if started there')
    .option('--config <file>', 'configuration (default: opta-journal.yaml of the repository)')
    .option('--sessions-dir <folder>', 'folder of session logs and event logs')
    .option('--updates-dir <folder>', 'folder of update logs')
    .option('--tz <zone>', 'show times in this zone (default: that of the configuration)')
    .option('--utc', 'show times in UTC')
    .option('--json', 'print JSON')
    .option('-q, --quiet', 'print nothing but data and errors')
    .addOption(
      new Option('--color <when>', 'use colours').choices(['auto', 'always', 'never']).default('auto'),
    )
    .option('--no-pager', 'do not page long output');
}
