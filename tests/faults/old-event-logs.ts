/** An event log that the original program left without a session log, and what its new session log must say. */
export interface OldEventLog {
  device: string;
  /** Local day and second of its start, as its name has them. */
  date: string;
  time: string;
  /** Local time of that day, type and data. */
  events: readonly [time: string, type: string, data: object][];
  sessionLog: string;
  /** Lines of the summary on models. */
  models: readonly string[];
  /** Lines under Issues Encountered on events. */
  failures: readonly string[];
}

/** The zone of the machines that wrote them. */
export const OLD_TIME_ZONE = 'Australia/Sydney';

const LARGE = 'ann/large-6.5bit';
const SMALL = 'ann/small-4bit';
const NOTHING_LEFT = 'In memory at the end: none.';

/** In the shapes that the original program left: without events, with loads and unloads only, with everything. */
export const OLD_EVENT_LOGS: readonly OldEventLog[] = [
  {
    device: 'mini-lan',
    date: '2026-01-23',
    time: '14:28:54',
    events: [
      ['14:37:04', 'model_loaded', loaded(LARGE, 28.33)],
      ['14:37:26', 'model_unloaded', unloaded(LARGE)],
    ],
    sessionLog: '2026-01-23-1428-mini-lan-runtime-session.md',
    models: [`Models loaded: ${LARGE} (1 load, 1 unload).`, NOTHING_LEFT],
    failures: [],
  },
  {
    device: 'mini-lan',
    date: '2026-01-23',
    time: '16:01:51',
    events: [
      ['16:02:02', 'model_loaded', loaded(LARGE, 10.85)],
      ['16:17:34', 'model_unloaded', unloaded(LARGE)],
      ['16:18:04', 'model_loaded', loaded(SMALL, 29.01)],
    ],
    sessionLog: '2026-01-23-1601-mini-lan-runtime-session.md',
    models: [`Models loaded: ${LARGE}, ${SMALL} (2 loads, 1 unload).`, `In memory at the end: ${SMALL}.`],
    failures: [],
  },
  {
    device: 'mini-lan',
    date: '2026-01-25',
    time: '04:00:03',
    events: [
      ['04:00:03', 'model_readiness_changed', readiness(LARGE, 'unknown', 'admitted')],
      ['04:00:03', 'model_readiness_changed', readiness(LARGE, 'admitted', 'loading')],
      ['04:00:35', 'model_readiness_changed', readiness(LARGE, 'loading', 'canary_pending')],
      ['04:00:35', 'model_loaded', loaded(LARGE, 31.29)],
      ['04:00:37', 'model_readiness_changed', readiness(LARGE, 'canary_pending', 'routable')],
      ['04:55:03', 'model_unloaded', unloaded(LARGE, 'autotune_candidate_swap')],
      ['05:16:13', 'download_failed', failed(SMALL)],
    ],
    sessionLog: '2026-01-25-0400-mini-lan-runtime-session.md',
    models: [`Models loaded: ${LARGE} (1 load, 1 unload).`, NOTHING_LEFT],
    failures: [`download_failed: 1 (05:16:13) – ${SMALL}: No space left on device (os error 28)`],
  },
  {
    device: 'studio-lan',
    date: '2026-01-25',
    time: '04:23:19',
    events: [],
    sessionLog: '2026-01-25-0423-studio-lan-runtime-session.md',
    models: [],
    failures: [],
  },
  {
    // Another one of that minute and device has its session log.
    device: 'mini-lan',
    date: '2026-01-25',
    time: '12:48:52',
    events: [
      ['12:48:52', 'model_readiness_changed', readiness(LARGE, 'unknown', 'admitted')],
      ['12:49:03', 'model_loaded', loaded(LARGE, 10.94)],
      ['12:49:05', 'model_canary_started', { backend: 'vllm-mlx', model_id: LARGE }],
      ['12:49:06', 'model_canary_failed', { backend: 'vllm-mlx', error: 'timeout', model_id: LARGE }],
      ['12:49:43', 'model_unloaded', unloaded(LARGE)],
    ],
    sessionLog: '2026-01-25-1248-mini-lan-runtime-session-2.md',
    models: [`Models loaded: ${LARGE} (1 load, 1 unload).`, NOTHING_LEFT],
    failures: [`model_canary_failed: 1 (12:49:06) – ${LARGE}: timeout`],
  },
  {
    device: 'mini-lan',
    date: '2026-01-25',
    time: '12:51:33',
    events: [
      ['12:52:59', 'model_loaded', loaded(LARGE, 11.49)],
      ['12:53:13', 'model_unloaded', unloaded(LARGE)],
      ['12:53:24', 'model_loaded', loaded(LARGE, 10.02)],
      ['13:12:45', 'download_failed', failed(SMALL)],
      ['13:20:01', 'download_failed', failed(SMALL)],
    ],
    sessionLog: '2026-01-25-1251-mini-lan-runtime-session.md',
    models: [`Models loaded: ${LARGE} (2 loads, 1 unload).`, `In memory at the end: ${LARGE}.`],
    failures: [`download_failed: 2 (13:12:45 to 13:20:01) – ${SMALL}: No space left on device (os error 28)`],
  },
];

function loaded(model: string, seconds: number): object {
  return { duration_sec: seconds, format: 'mlx', memory_gb: 156.02, model_id: model };
}

function unloaded(model: string, reason = 'manual'): object {
  return { memory_freed_gb: 0, model_id: model, reason };
}

function readiness(model: string, before: string, after: string): object {
  return { crash_count: 0, model_id: model, previous_state: before, reason: null, state: after };
}

function failed(repository: string): object {
  return { download_id: 'd1', error: 'No space left on device (os error 28)', repo_id: repository };
}
