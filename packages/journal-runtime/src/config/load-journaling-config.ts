import type { Environment } from './environment-defaults.js';
import type { JournalingConfig, JournalingConfigInput } from './journaling-config.js';
import { resolveSettings } from './resolve-settings.js';

export interface LoadJournalingConfigOptions {
  /** A YAML or JSON file with a `journaling` or `journal` block. */
  file?: string;
  /** Settings that a program holds already; stronger than the file. */
  config?: JournalingConfigInput;
  /** Variables that are stronger than both. Default `process.env`; `{}` switches them off. */
  environment?: Environment;
  /** Where relative folders are looked up, see `sessionLogsDir`. Default: the working folder. */
  baseDirectory?: string;
}

/**
 * The complete configuration, from a file, an object and the environment.
 *
 * The environment (`LMX_JOURNALING__RETENTION_DAYS`, `OPTA_DEVICE`) beats the object, which beats the
 * file. Nothing is created or changed.
 *
 * @returns all settings in camelCase, with absolute folders
 * @throws {JOURNAL_RUNTIME_CONFIG_UNREADABLE} when the file is missing or is not YAML
 * @throws {JOURNAL_RUNTIME_CONFIG_INVALID} with every unknown key and unusable value at once
 * @example
 * const config = loadJournalingConfig({ file: 'config.yaml' });
 * config.sessionLogsDir; // '/home/ann/project/12-Session-Logs'
 */
export function loadJournalingConfig(options: LoadJournalingConfigOptions = {}): JournalingConfig {
  return resolveSettings(options).config;
}
