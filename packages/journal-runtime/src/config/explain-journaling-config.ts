import type { LoadJournalingConfigOptions } from './load-journaling-config.js';
import { resolveSettings, type SettingOrigin } from './resolve-settings.js';
import { toSnakeCase } from './setting-spelling.js';
import { SETTING_NAMES, type SettingName } from './settings-schema.js';

/** One setting of a configuration, and where it comes from. */
export interface ExplainedSetting {
  /** In camelCase, as in `JournalingConfig`. */
  name: SettingName;
  /** In snake_case, as a file has it. */
  key: string;
  /** What is in force; undefined where nothing is the default. */
  value: unknown;
  /** Who gave it; `object` is the `config` of the options. */
  origin: 'default' | SettingOrigin;
  /** The file, or the variable of the environment; absent for others. */
  place?: string;
  /** Line in the file, from 1. */
  line?: number;
}

/**
 * Every setting of the configuration that `loadJournalingConfig` gives for the same options, with where it comes from.
 *
 * @returns in the order in which the README lists them
 * @throws {JOURNAL_RUNTIME_CONFIG_UNREADABLE} when the file is missing or is not YAML
 * @throws {JOURNAL_RUNTIME_CONFIG_INVALID} with every unknown key and unusable value at once
 * @example
 * explainJournalingConfig({ file: 'config.yaml' }).find(({ name }) => name === 'retentionDays');
 * // { name: 'retentionDays', key: 'retention_days', value: 7, origin: 'file', place: 'config.yaml', line: 3 }
 */
export function explainJournalingConfig(options: LoadJournalingConfigOptions = {}): ExplainedSetting[] {
  const { config, given } = resolveSettings(options);
  return SETTING_NAMES.map((name) => {
    const setting = { name, key: toSnakeCase(name), value: config[name] };
    const source = given.get(name);
    if (source === undefined) return { ...setting, origin: 'default' };
    return {
      ...setting,
      origin: source.origin,
      ...(source.origin === 'object' ? {} : { place: source.source }),
      ...(source.line === undefined ? {} : { line: source.line }),
    };
  });
}
