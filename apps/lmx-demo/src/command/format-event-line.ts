import { eventSeverity } from '@opta/journal-format';
import type { LogLevel } from '../config/server-config.js';
import type { ServerEvent } from '../server-bus.js';
import { visibleText } from './visible-text.js';

const LEVELS: Record<LogLevel, number> = { DEBUG: 0, INFO: 1, WARNING: 2, ERROR: 3 };
const SEVERITIES = { info: 1, warning: 2, error: 3, critical: 3 } as const;

/** Types that come several times a load and say little to somebody who watches. */
const DETAILS = new Set(['model_readiness_changed', 'model_compatibility_recorded', 'model_canary_started']);

const MAX_VALUE_CHARACTERS = 80;

/**
 * One line of the server's own log.
 *
 * @returns `undefined` for an event below the level
 */
export function formatEventLine({ type, data, time }: ServerEvent, level: LogLevel): string | undefined {
  const rank = DETAILS.has(type) ? LEVELS.DEBUG : SEVERITIES[eventSeverity(type)];
  if (rank < LEVELS[level]) return undefined;
  const clock = new Date(time).toTimeString().slice(0, 8);
  const fields = Object.entries(data).map(([key, value]) => `${key}=${shortValue(value)}`);
  return visibleText([clock, type, ...fields].join(' '));
}

function shortValue(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return text.length <= MAX_VALUE_CHARACTERS ? text : `${text.slice(0, MAX_VALUE_CHARACTERS)}…`;
}
