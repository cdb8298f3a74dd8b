import { describe, expect, it } from 'vitest';
import type { SummaryEvent } from '../src/index.js';
import { logOf, textOf } from './fold-events.js';
import { event, QWEN } from './sample-session.js';

interface EventFields {
  /** What happened before. */
  before?: SummaryEvent[];
  /** Fields that change the log. */
  told: Record<string, unknown>;
  /** Fields of which the log says nothing; the event log has them. */
  untold: Record<string, unknown>;
}

const model = { model_id: QWEN };

/** Every event that Opta LMX publishes or documents, with every field. */
const EVENTS: Record<string, EventFields> = {
  model_readiness_changed: {
    told: { ...model, previous_state: 'loading', state: 'quarantined', reason: 'probe', crash_count: 2 },
    // `last_failure_reason` only counts where there is no reason, see below.
    untold: { updated_at: 1_771_952_403.69, last_failure_reason: 'earlier' },
  },
  model_compatibility_recorded: {
    told: { ...model, outcome: 'fail', reason: 'model_probe_failed:signal 11' },
    untold: { ts: 1_771_952_403.69, backend: 'mlx-lm', backend_version: '0.29.1', metadata: { signal: 11 } },
  },
  model_loaded: {
    told: { ...model, memory_gb: 17.2, duration_sec: 6.41 },
    untold: { format: 'mlx' },
  },
  model_canary_started: { told: model, untold: { backend: 'mlx-lm' } },
  model_canary_passed: { told: model, untold: { backend: 'mlx-lm', duration_sec: 0.8379 } },
  model_canary_failed: {
    told: { ...model, error: 'empty_canary_response' },
    untold: { backend: 'mlx-lm', duration_sec: 30 },
  },
  model_unloaded: {
    before: [event('08:10:00', 'model_loaded', { ...model, memory_gb: 0 })],
    told: { ...model, memory_freed_gb: 18.5, reason: 'lru' },
    untold: {},
  },
  // `model_unloaded` with the reason `ttl` comes just before it.
  model_ttl_evicted: { told: {}, untold: { ...model, idle_seconds: 1_800 } },
  download_completed: {
    told: { repo_id: QWEN, local_path: '/models/qwen', duration_sec: 412.6 },
    untold: { download_id: 'dl-1' },
  },
  download_cancelled: { told: { repo_id: QWEN }, untold: { download_id: 'dl-1' } },
  download_failed: { told: { repo_id: QWEN, error: 'no space' }, untold: { download_id: 'dl-1' } },
  quantize_progress: { told: { ...model, status: 'failed: no space' }, untold: { percent: 0 } },
  config_reloaded: {
    told: { routing_aliases: 4, memory_threshold: 85, log_level: 'INFO' },
    untold: {},
  },
  request_completed: {
    told: {
      ...model,
      prompt_tokens: 400,
      completion_tokens: 120,
      duration_ms: 5_225,
      time_to_first_token_ms: 140,
    },
    untold: { stream: true },
  },
  request_failed: { told: { ...model, error: 'insufficient memory', status: 500 }, untold: {} },
  memory_warning: { told: { usage_percent: 91.4, threshold_percent: 85 }, untold: {} },
};

function textWith(type: string, data: Record<string, unknown>): string {
  return textOf([...(EVENTS[type]?.before ?? []), event('08:20:00', type, data)]);
}

const rows = Object.entries(EVENTS).flatMap(([type, { told, untold }]) => [
  ...Object.keys(told).map((field) => ({ type, field, verb: 'tells' })),
  ...Object.keys(untold).map((field) => ({ type, field, verb: 'leaves out' })),
]);

describe('the log', () => {
  it.each(rows)('$verb $field of $type', ({ type, field, verb }) => {
    const data = { ...EVENTS[type]?.told, ...EVENTS[type]?.untold };
    const { [field]: _left, ...without } = data;
    const isEqual = textWith(type, data) === textWith(type, without);
    expect(isEqual).toBe(verb === 'leaves out');
  });

  it.each(Object.keys(EVENTS))('counts %s', (type) => {
    expect(logOf([event('08:20:00', type, {})]).eventCounts).toEqual([{ type, count: 1 }]);
  });

  it('takes the last failure for the reason of a quarantine that has none', () => {
    const data = { ...model, previous_state: 'loading', state: 'quarantined', reason: null };
    const log = logOf([
      event('08:20:00', 'model_readiness_changed', { ...data, last_failure_reason: 'probe timed out' }),
    ]);
    expect(log.issues).toEqual([`quarantined: 1 (08:20:00) – ${QWEN}: probe timed out`]);
  });

  it('takes the length of a request in seconds too', () => {
    const [inSeconds, inMilliseconds] = [{ duration_sec: 5 }, { duration_ms: 5_000 }].map((data) =>
      textWith('request_completed', { ...model, ...data }),
    );
    expect(inSeconds).toBe(inMilliseconds);
    expect(inSeconds).toContain('5,000 ms');
  });

  it('tells a model that was deleted, which servers other than LMX announce', () => {
    const events = [{ ...model, local_path: '/models/qwen' }, model].map((data) =>
      event('08:20:00', 'model_deleted', data),
    );
    expect(logOf(events).filesChanged?.deleted).toEqual(['/models/qwen', QWEN]);
  });
});
