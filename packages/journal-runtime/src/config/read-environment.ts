import { ENVIRONMENT_PREFIX } from '../constants.js';
import type { Environment } from './environment-defaults.js';
import { readSettings, type SettingSource } from './setting-source.js';
import { toCamelCase } from './setting-spelling.js';
import type { SettingName } from './settings-schema.js';

/** How the text of a variable becomes a value; settings that are not listed are text. */
const READERS: Partial<Record<SettingName, (text: string) => unknown>> = {
  enabled: readBoolean,
  eventJsonlEnabled: readBoolean,
  retentionDays: readNumber,
  maxSessionLogs: readNumber,
  maxTotalBytes: readNumber,
  minFreeBytes: readNumber,
  flushIntervalMs: readNumber,
  maxEventLogBytes: readNumber,
  includeEvents: readList,
  excludeEvents: readList,
  series: readJson,
  redaction: readJson,
  journalContent: readBoolean,
};

/**
 * The settings in `LMX_JOURNALING__<KEY>` and `OPTA_DEVICE`. Names are matched whatever their case, as
 * LMX's settings do; an empty variable counts as not given.
 */
export function readEnvironment(environment: Environment): SettingSource {
  const entries: [string, unknown][] = [];
  const device = environment.OPTA_DEVICE?.trim();
  const variables = new Map<string, string>();
  for (const [variable, text] of Object.entries(environment)) {
    if (text === undefined || text === '') continue;
    if (!variable.toUpperCase().startsWith(ENVIRONMENT_PREFIX)) continue;
    const key = variable.slice(ENVIRONMENT_PREFIX.length).toLowerCase();
    const read = READERS[toCamelCase(key) as SettingName];
    variables.set(key, variable);
    entries.push([key, read === undefined ? text : read(text)]);
  }
  if (device && !variables.has('device')) {
    variables.set('device', 'OPTA_DEVICE');
    entries.push(['device', device]);
  }
  return readSettings(entries, { source: (key) => variables.get(key) ?? ENVIRONMENT_PREFIX });
}

function readBoolean(text: string): unknown {
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  if (/^(false|0|no|off)$/i.test(text)) return false;
  return text;
}

function readNumber(text: string): unknown {
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

function readList(text: string): unknown {
  if (text.trimStart().startsWith('[')) return readJson(text);
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
