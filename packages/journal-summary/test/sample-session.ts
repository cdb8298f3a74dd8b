import type { Ledger, SummaryEnd, SummaryEvent, SummarySession } from '../src/index.js';

export const QWEN = 'mlx-community/Qwen3-30B-A3B-4bit';
export const MISTRAL = 'mlx-community/Mistral-Small-3.2-24B-8bit';
export const GEMMA = 'mlx-community/gemma-3-27b-it-4bit';
export const KIMI = 'moonshotai/Kimi-VL-A3B-Thinking';
const NO_TOKEN = 'timed out after 30 s: no token was produced';

export const sampleSession: SummarySession = {
  session: '01KHBSZ2M4Q8T6V0X2Y4A6C8E0',
  device: 'studio',
  user: 'ann',
  model: QWEN,
  startedAt: at('2026-03-14 08:02:11'),
  timeZone: 'Australia/Sydney',
  metadata: { security_profile: 'lan', host: '0.0.0.0', port: 1234, safe_mode: false },
  eventLog: '2026-03-14-080211-studio-events.jsonl',
};

export const sampleEnd: SummaryEnd = {
  endedAt: at('2026-03-14 17:30:04'),
  durationMs: 34_073_000,
  status: 'signal',
  reason: 'SIGTERM',
  summary: 'runtime-session',
  ledger: { emitted: 71, written: 55, skipped: 16, refused: 0, dropped: 0, skippedByType: { heartbeat: 16 } },
};

/** The ledger of a session that lost nothing. */
export const NO_LOSS: Ledger = { emitted: 1, written: 1, skipped: 0, refused: 0, dropped: 0 };

/** An invented day: loads, a model that fails its check, an eviction, a download, requests, notes. */
export const sampleEvents: SummaryEvent[] = [
  ...loading(QWEN, '08:02:14', 17.2, 6.41),
  ...requests(QWEN, '08:05:00', 12, 900),
  event('08:55:02', 'config_reloaded', { routing_aliases: 4, memory_threshold: 85, log_level: 'INFO' }),
  readiness('09:12:08', MISTRAL, 'unknown', 'admitted'),
  readiness('09:12:08', MISTRAL, 'admitted', 'loading'),
  readiness('09:12:17', MISTRAL, 'loading', 'canary_pending'),
  event('09:12:17', 'model_loaded', {
    model_id: MISTRAL,
    format: 'mlx',
    memory_gb: 25.9,
    duration_sec: 9.117,
  }),
  event('09:12:17', 'model_canary_started', { model_id: MISTRAL, backend: 'mlx-lm' }),
  readiness('09:12:47', MISTRAL, 'canary_pending', 'quarantined', NO_TOKEN, 1),
  event('09:12:47', 'model_compatibility_recorded', {
    model_id: MISTRAL,
    outcome: 'fail',
    reason: `canary_failed:${NO_TOKEN}`,
  }),
  event('09:12:47', 'model_canary_failed', {
    model_id: MISTRAL,
    backend: 'mlx-lm',
    duration_sec: 30,
    error: NO_TOKEN,
  }),
  event('09:12:48', 'model_unloaded', { model_id: MISTRAL, memory_freed_gb: 25.9, reason: 'canary_failed' }),
  note('09:14:30', 'decision', 'Stay on Qwen3 until Mistral answers its check.'),
  event('09:38:51', 'memory_warning', { usage_percent: 91.4, threshold_percent: 85 }),
  event('09:40:20', 'request_failed', { model_id: QWEN, error: 'Metal: insufficient memory', status: 500 }),
  event('09:40:58', 'request_failed', { model_id: QWEN, error: 'Metal: insufficient memory', status: 500 }),
  note('09:45:00', 'issue', 'The browser tab with the 8K monitor dashboard eats 6 GB.'),
  event('10:31:17', 'download_completed', {
    download_id: 'dl-1',
    repo_id: GEMMA,
    local_path: '/models/mlx-community/gemma-3-27b-it-4bit',
    duration_sec: 412.6,
  }),
  ...loading(GEMMA, '10:31:20', 15.8, 7.22),
  ...requests(GEMMA, '10:40:00', 7, 2_600),
  event('12:48:00', 'download_failed', {
    download_id: 'dl-2',
    repo_id: 'mlx-community/DeepSeek-V3.2-4bit',
    error: 'no space left in /models: 386.2 GB needed, 212.0 GB free',
  }),
  readiness('13:05:00', KIMI, 'unknown', 'admitted'),
  readiness('13:05:00', KIMI, 'admitted', 'loading'),
  note('13:20:00', 'next_step', 'Buy a second disk for /models.'),
  event('16:10:00', 'model_unloaded', { model_id: QWEN, memory_freed_gb: 17.2, reason: 'ttl' }),
  event('16:10:00', 'model_ttl_evicted', { model_id: QWEN, idle_seconds: 1800 }),
  note('17:01:00', 'note', 'Demo for the sales team went well.'),
  event('17:20:00', 'tea_brewed', { cups: 2 }),
];

export function at(local: string): number {
  return Date.parse(`${local.replace(' ', 'T')}+11:00`);
}

export function event(time: string, type: string, data: Record<string, unknown>): SummaryEvent {
  return { type, data, time: at(`2026-03-14 ${time}`) };
}

export function note(time: string, kind: string, text: string): SummaryEvent {
  return event(time, 'journal_note', { kind, text });
}

export function readiness(
  time: string,
  model: string,
  from: string,
  to: string,
  reason: string | null = null,
  crashCount = 0,
): SummaryEvent {
  return event(time, 'model_readiness_changed', {
    model_id: model,
    previous_state: from,
    state: to,
    reason,
    crash_count: crashCount,
  });
}

export function loading(model: string, time: string, memoryGb: number, seconds: number): SummaryEvent[] {
  return [
    readiness(time, model, 'unknown', 'admitted'),
    readiness(time, model, 'admitted', 'loading'),
    readiness(time, model, 'loading', 'canary_pending'),
    event(time, 'model_loaded', {
      model_id: model,
      format: 'mlx',
      memory_gb: memoryGb,
      duration_sec: seconds,
    }),
    event(time, 'model_canary_started', { model_id: model, backend: 'mlx-lm' }),
    readiness(time, model, 'canary_pending', 'routable'),
    event(time, 'model_compatibility_recorded', { model_id: model, outcome: 'pass', reason: 'canary_ok' }),
    event(time, 'model_canary_passed', { model_id: model, backend: 'mlx-lm', duration_sec: 0.8379 }),
  ];
}

export function requests(model: string, from: string, count: number, firstMs: number): SummaryEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'request_completed',
    time: at(`2026-03-14 ${from}`) + index * 240_000,
    data: {
      model_id: model,
      prompt_tokens: 400 + index * 37,
      completion_tokens: 120 + index * 11,
      duration_ms: firstMs + index * index * 173,
      time_to_first_token_ms: 140 + index * 9,
      stream: true,
    },
  }));
}
