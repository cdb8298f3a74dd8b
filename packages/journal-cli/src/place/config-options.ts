import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LoadJournalingConfigOptions } from '@opta/journal-runtime';
import { usageError } from '../errors.js';
import type { GlobalOptions } from '../program/global-options.js';
import { findConfigFile } from './find-config-file.js';

/** Where a command works. */
export interface WorkingPlace {
  /** Absolute. */
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * From where the configuration of a command is loaded.
 *
 * @throws {JOURNAL_CLI_USAGE} when the file that the command line names does not exist
 */
export function configOptions(
  { config }: GlobalOptions,
  { cwd, env }: WorkingPlace,
): LoadJournalingConfigOptions {
  const file = config === undefined ? findConfigFile(cwd) : resolve(cwd, config);
  if (file !== undefined && !existsSync(file)) {
    throw usageError(`--config ${JSON.stringify(config)}: there is no such file.`, { path: file });
  }
  return { ...(file === undefined ? {} : { file }), environment: { ...env }, baseDirectory: cwd };
}
