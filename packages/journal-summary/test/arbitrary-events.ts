import fc from 'fast-check';
import type { SummaryEvent } from '../src/index.js';
import { sampleSession } from './sample-session.js';

const TYPES = [
  'model_readiness_changed',
  'model_compatibility_recorded',
  'model_loaded',
  'model_canary_started',
  'model_canary_passed',
  'model_canary_failed',
  'model_unloaded',
  'model_ttl_evicted',
  'model_deleted',
  'download_completed',
  'download_cancelled',
  'download_failed',
  'quantize_progress',
  'config_reloaded',
  'request_completed',
  'request_failed',
  'memory_warning',
  'journal_note',
  'journal_gap',
  'journal_session_end',
  'tea_brewed',
  'tea_failed',
];

const text = fc.oneof(
  fc.constantFrom('a', 'b', 'loading', 'canary_pending', 'quarantined', 'routable', 'fail', 'canary_failed'),
  fc.constantFrom('completed', 'failed: x', 'decision', 'next_step', 'file_created', '2026-03-14T08:10:00Z'),
  fc.constantFrom('(none)', '## Summary', '| a | b |', '```', '---', '\u001b[31m', 'x\ny', '\ud800', '<b>'),
  fc.string({ maxLength: 12, unit: 'binary' }),
);

/** Also of the wrong type for any field. */
const value = fc.oneof(
  { weight: 6, arbitrary: text },
  fc.double(),
  fc.integer({ min: 0, max: 100_000 }),
  fc.boolean(),
  fc.constant(null),
  fc.dictionary(text, fc.integer({ min: 0, max: 9 }), { maxKeys: 4 }),
  fc.array(text, { maxLength: 2 }),
);

const FIELDS = [
  ...[
    'model_id',
    'repo_id',
    'previous_state',
    'state',
    'reason',
    'crash_count',
    'outcome',
    'error',
    'status',
  ],
  ...['memory_gb', 'memory_freed_gb', 'duration_sec', 'duration_ms', 'time_to_first_token_ms'],
  ...['prompt_tokens', 'completion_tokens', 'usage_percent', 'threshold_percent', 'local_path', 'log_level'],
  ...['routing_aliases', 'kind', 'text', 'done', 'by_type', 'dropped', 'from', 'to', '__proto__'],
];

const data = fc.oneof(
  { weight: 9, arbitrary: fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 8 }) },
  value,
);

const time = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 90_000_000 }).map((ms) => sampleSession.startedAt + ms) },
  fc.double(),
);

const event: fc.Arbitrary<SummaryEvent> = fc.record(
  {
    type: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...TYPES) }, text),
    data,
    time,
    seq: fc.integer({ min: 1, max: 1_000_000 }),
  },
  { requiredKeys: ['type', 'data', 'time'] },
);

/** Any events in any order, as an event log might give them. */
export const arbitraryEvents = fc.array(event, { maxLength: 40 });
