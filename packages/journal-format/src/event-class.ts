export type EventSeverity = 'info' | 'warning' | 'error' | 'critical';

export type EventCategory =
  | 'inference'
  | 'model_lifecycle'
  | 'agent'
  | 'skill'
  | 'security'
  | 'admin'
  | 'system';

/**
 * Parts of an event type that say how grave it is, gravest first.
 * Source: Opta LMX, monitoring/event_schema.py.
 */
const SEVERITIES: readonly (readonly [EventSeverity, readonly string[]])[] = [
  ['critical', ['crash_loop', 'fatal', 'sigabrt', 'critical']],
  [
    'error',
    [
      'error',
      'failed',
      'crashed',
      'timeout',
      'quarantined',
      'oom',
      'rejected',
      'denied',
      'invalid',
      'exceeded',
    ],
  ],
  [
    'warning',
    ['warning', 'degraded', 'skipped', 'retry', 'slow', 'pressure', 'evict', 'unloaded', 'dropped'],
  ],
];

/** Beginnings of an event type that say what it is about. Source: Opta LMX, monitoring/event_schema.py. */
const CATEGORIES: readonly (readonly [EventCategory, readonly string[]])[] = [
  ['inference', ['inference_', 'completion_', 'stream_', 'token_', 'request_']],
  ['model_lifecycle', ['model_', 'download_', 'canary_', 'quantize_']],
  ['agent', ['agent_', 'run_']],
  ['skill', ['skill_', 'mcp_']],
  ['security', ['auth_', 'rate_limit_', 'mtls_', 'jwt_']],
  ['admin', ['admin_', 'config_']],
];

/** Types repeat for ever; a bound keeps a program that invents them from filling the memory. */
const MAX_REMEMBERED_TYPES = 1000;
const remembered = new Map<string, EventSeverity>();

/**
 * How grave an event is, from its type alone: `model_canary_failed` is an error, `model_unloaded` a warning,
 * what nothing is known of is `info`.
 */
export function eventSeverity(type: string): EventSeverity {
  const known = remembered.get(type);
  if (known !== undefined) return known;
  const lower = type.toLowerCase();
  const severity = SEVERITIES.find(([, parts]) => parts.some((part) => lower.includes(part)))?.[0] ?? 'info';
  if (remembered.size < MAX_REMEMBERED_TYPES) remembered.set(type, severity);
  return severity;
}

/** What an event is about, from its type alone; what nothing is known of is `system`. */
export function eventCategory(type: string): EventCategory {
  const lower = type.toLowerCase();
  return (
    CATEGORIES.find(([, beginnings]) => beginnings.some((beginning) => lower.startsWith(beginning)))?.[0] ??
    'system'
  );
}
