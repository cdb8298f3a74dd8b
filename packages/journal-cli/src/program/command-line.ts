import { quoteForShell } from '../shell/quote-for-shell.js';
import type { GlobalOptions } from './global-options.js';

/** A command to run on the same log folders as this one, as one line for a shell. */
export function commandLine(options: GlobalOptions, words: readonly string[]): string {
  const { cwd, config, sessionsDir, updatesDir } = options;
  const place = [
    ['-C', cwd],
    ['--config', config],
    ['--sessions-dir', sessionsDir],
    ['--updates-dir', updatesDir],
  ].flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [name, value]));
  return ['opta-journal', ...place, ...words].map(quoteForShell).join(' ');
}
