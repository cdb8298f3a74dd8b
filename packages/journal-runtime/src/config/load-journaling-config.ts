import { JournalRuntimeError } from '../errors.js';
import { type ConfigProblem, formatProblem, withoutSecret } from './config-problem.js';
import { describeIssue } from './describe-issue.js';
import { type Environment, environmentUser, hostDevice } from './environment-defaults.js';
import type { JournalingConfig, JournalingConfigInput } from './journaling-config.js';
import { readConfigFile } from './read-config-file.js';
import { readEnvironment } from './read-environment.js';
import { resolveDirectory } from './resolve-directory.js';
import { type GivenSetting, readSettings, type SettingSource } from './setting-source.js';
import { type SettingName, settingsSchema } from './settings-schema.js';

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
  const environment = options.environment ?? process.env;
  const sources: SettingSource[] = [];
  if (options.file !== undefined) sources.push(readConfigFile(options.file));
  sources.push(readObject(options.config));
  sources.push(readEnvironment(environment));

  const given = new Map<SettingName, GivenSetting>();
  for (const source of sources) for (const [name, setting] of source.settings) given.set(name, setting);
  const values = {
    author: environmentUser(environment),
    device: hostDevice(environment),
    ...withoutEmptyLabels(given),
  };
  const parsed = settingsSchema.safeParse(values);
  const problems: ConfigProblem[] = sources.flatMap((source) => source.problems);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => describeIssue(issue, given)));
  if (!parsed.success || problems.length > 0) throw invalid(problems);

  const place = { baseDirectory: options.baseDirectory, configFile: options.file };
  return {
    ...parsed.data,
    sessionLogsDir: resolveDirectory(parsed.data.sessionLogsDir, place),
    updateLogsDir: resolveDirectory(parsed.data.updateLogsDir, place),
  };
}

function readObject(config: unknown): SettingSource {
  if (config === undefined || config === null) return { settings: new Map(), problems: [] };
  const place = { source: 'configuration' };
  if (typeof config === 'object' && !Array.isArray(config))
    return readSettings(Object.entries(config), place);
  const message = 'is not an object of settings';
  return { settings: new Map(), problems: [{ key: 'the configuration', value: config, message, ...place }] };
}

/** LMX writes `author: null` where the environment's user is meant. */
function withoutEmptyLabels(given: Map<SettingName, GivenSetting>): Partial<Record<SettingName, unknown>> {
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const [name, { value }] of given) {
    if ((name === 'author' || name === 'device') && value === null) continue;
    values[name] = value;
  }
  return values;
}

function invalid(found: readonly ConfigProblem[]): JournalRuntimeError {
  const problems = found.map(withoutSecret);
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  const message = [
    `The journal's configuration has ${count}; nothing was created.`,
    ...problems.map((problem) => `  ${formatProblem(problem)}`),
  ].join('\n');
  return new JournalRuntimeError('JOURNAL_RUNTIME_CONFIG_INVALID', message, { problems });
}
