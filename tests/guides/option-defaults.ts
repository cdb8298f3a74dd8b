import { journalingConfigSchema } from '@opta/journal-runtime';
import * as http from '../../packages/journal-http/src/constants.js';
import { settingsSchema } from '../../packages/journal-runtime/src/config/settings-schema.js';
import * as feed from '../../packages/journal-runtime/src/feed/constants.js';

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const settings: Record<string, unknown> = journalingConfigSchema.parse({});

/** Every option, in each spelling, and the default that the code has; undefined where it has none. */
const DEFAULTS = new Map<string, unknown>([
  ...Object.keys(settingsSchema.shape).flatMap((name): [string, unknown][] => [
    [name, settings[name]],
    [snakeCase(name), settings[name]],
  ]),
  ['adminKey', null],
  ['allowKeyInQuery', false],
  ['readOnly', false],
  ['maxBodyBytes', http.DEFAULT_MAX_BODY_BYTES],
  ['maxFeedClients', http.DEFAULT_MAX_FEED_CLIENTS],
  ['heartbeatIntervalMs', http.DEFAULT_HEARTBEAT_INTERVAL_MS],
  ['idleTimeoutMs', feed.DEFAULT_IDLE_TIMEOUT_MS],
  ['longestPauseMs', feed.DEFAULT_LONGEST_PAUSE_MS],
]);

/** Depend on the machine, or are better said in words. */
const IN_WORDS = ['author', 'device', 'redaction', 'series', 'timezone'];

/** A default that a page names: in a table with a column `default`, or as `` `name` (default `value`) ``. */
export interface NamedDefault {
  option: string;
  /** As it stands there, with its backticks. */
  text: string;
}

export function readNamedDefaults(page: string): NamedDefault[] {
  const inText = [...page.matchAll(/`(\w+)` \(default (`[^`]*`)\)/g)].map(
    ([, option = '', text = '']): NamedDefault => ({ option, text }),
  );
  return [...inText, ...page.split(/\n{2,}/).flatMap(readTable)];
}

function readTable(paragraph: string): NamedDefault[] {
  const [head = [], , ...rows] = paragraph
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const column = head.indexOf('default');
  return column === -1
    ? []
    : rows.map((cells) => ({ option: (cells[1] ?? '').replaceAll('`', ''), text: cells[column] ?? '' }));
}

/** What is wrong with it, or undefined. */
export function findMistake({ option, text }: NamedDefault): string | undefined {
  if (!DEFAULTS.has(option)) return `${option} is no option`;
  const value = DEFAULTS.get(option);
  const [, named] = /^`?((?<=`)[^`]*(?=`)|\d+)`?$/.exec(text) ?? [];
  if (named === undefined && (value === undefined || IN_WORDS.includes(option))) return undefined;
  const said = typeof value === 'string' ? value : JSON.stringify(value);
  return named === said ? undefined : `${option} is ${said} by default, not ${text}`;
}
