import type { ConfigProblem } from './config-problem.js';
import { nearest } from './nearest.js';
import { toCamelCase, toSnakeCase } from './setting-spelling.js';
import { SETTING_NAMES, type SettingName } from './settings-schema.js';

/** One given setting and where it was given. */
export interface GivenSetting {
  value: unknown;
  /** The key as it was spelled. */
  spelled: string;
  source: string;
  line?: number;
}

export interface SettingSource {
  settings: Map<SettingName, GivenSetting>;
  problems: ConfigProblem[];
}

/** Sort the entries of one source by setting; what names no setting becomes a problem. */
export function readSettings(
  entries: Iterable<readonly [spelled: string, value: unknown]>,
  place: { source: string | ((spelled: string) => string); lineOf?: (spelled: string) => number | undefined },
): SettingSource {
  const settings = new Map<SettingName, GivenSetting>();
  const problems: ConfigProblem[] = [];
  for (const [spelled, value] of entries) {
    if (value === undefined) continue;
    const source = typeof place.source === 'string' ? place.source : place.source(spelled);
    const line = place.lineOf?.(spelled);
    const at = { source, ...(line === undefined ? {} : { line }) };
    const name = settingName(spelled);
    if (name === undefined) {
      problems.push({
        key: spelled,
        value,
        message: 'is not a known key',
        nearest: nearestKey(spelled),
        ...at,
      });
      continue;
    }
    const earlier = settings.get(name);
    if (earlier !== undefined) {
      problems.push({ key: spelled, value, message: `is also given as ${earlier.spelled}; keep one`, ...at });
      continue;
    }
    settings.set(name, { value: meantBy(name, value), spelled, ...at });
  }
  return { settings, problems };
}

/** `retention_mode: off` without quotes is false in YAML 1.1, which LMX reads. */
function meantBy(name: SettingName, value: unknown): unknown {
  return name === 'retentionMode' && value === false ? 'off' : value;
}

/** The valid key nearest to one that is not known, in the spelling that its writer uses. */
function nearestKey(spelled: string): string {
  const camel = nearest(spelled, SETTING_NAMES);
  return /[A-Z]/.test(spelled) ? camel : toSnakeCase(camel);
}

function settingName(spelled: string): SettingName | undefined {
  const camel = toCamelCase(spelled);
  return (SETTING_NAMES as string[]).includes(camel) ? (camel as SettingName) : undefined;
}
