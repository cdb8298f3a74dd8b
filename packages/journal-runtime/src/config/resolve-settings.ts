import { JournalRuntimeError } from '../errors.js';
import { type ConfigProblem, formatProblem, withoutSecret } from './config-problem.js';
import { describeIssue } from './describe-issue.js';
import { environmentUser, hostDevice } from './environment-defaults.js';
import type { JournalingConfig } from './journaling-config.js';
import type { LoadJournalingConfigOptions } from './load-journaling-config.js';
import { readConfigFile } from './read-config-file.js';
import { readEnvironment } from './read-environment.js';
import { resolveDirectory } from './resolve-directory.js';
import { type GivenSetting, readSettings, type SettingSource } from './setting-source.js';
import { type SettingName, settingsSchema } from './settings-schema.js';

/** Which of the sources gave a setting. */
export type SettingOrigin = 'file' | 'object' | 'environment';

export interface ResolvedSettings {
  config: JournalingConfig;
  /** The settings that are no defaults, as they were given. */
  given: ReadonlyMap<SettingName, GivenSetting & { origin: SettingOrigin }>;
}

/** The complete configuration, and where each setting of it was given. */
export function resolveSettings(options: LoadJournalingConfigOptions): ResolvedSettings {
  const environment = options.environment ?? process.env;
  const sources: (SettingSource & { origin: SettingOrigin })[] = [];
  if (options.file !== undefined) sources.push({ ...readConfigFile(options.file), origin: 'file' });
  sources.push({ ...readObject(options.config), origin: 'object' });
  sources.push({ ...readEnvironment(environment), origin: 'environment' });

  const given = new Map<SettingName, GivenSetting & { origin: SettingOrigin }>();
  for (const { settings, origin } of sources) {
    for (const [name, setting] of settings) given.set(name, { ...setting, origin });
  }
  // LMX writes `author: null` where the environment's user is meant.
  for (const name of ['author', 'device'] as const) if (given.get(name)?.value === null) given.delete(name);
  const values = {
    author: environmentUser(environment),
    device: hostDevice(environment),
    ...Object.fromEntries([...given].map(([name, { value }]) => [name, value])),
  };
  const parsed = settingsSchema.safeParse(values);
  const problems: ConfigProblem[] = sources.flatMap((source) => source.problems);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => describeIssue(issue, given)));
  if (!parsed.success || problems.length > 0) throw invalid(problems);

  const place = { baseDirectory: options.baseDirectory, configFile: options.file };
  const config = {
    ...parsed.data,
    sessionLogsDir: resolveDirectory(parsed.data.sessionLogsDir, place),
    updateLogsDir: resolveDirectory(parsed.data.updateLogsDir, place),
  };
  return { config, given };
}

function readObject(config: unknown): SettingSource {
  if (config === undefined || config === null) return { settings: new Map(), problems: [] };
  const place = { source: 'configuration' };
  if (typeof config === 'object' && !Array.isArray(config))
    return readSettings(Object.entries(config), place);
  const message = 'is not an object of settings';
  return { settings: new Map(), problems: [{ key: 'the configuration', value: config, message, ...place }] };
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
