/** Events in the shape of those of an LMX server. */
export const EVENTS: readonly { event_type: string; data: Record<string, unknown>; timestamp: string }[] = [
  {
    event_type: 'request_completed',
    data: {
      request_id: 'chatcmpl-2hUCJIEQy1ednqmHTg47namvb5JVe',
      model_id: 'mlx-community/Qwen3-32B-4bit',
      prompt_tokens: 903,
      completion_tokens: 117,
      total_tokens: 1020,
      latency_ms: 2301.4,
      stream: true,
    },
    timestamp: '2026-02-24T13:56:12.123456+11:00',
  },
  {
    event_type: 'model_loaded',
    data: {
      model_id: 'mlx-community/MiniMax-M2.5-4bit',
      format: 'mlx',
      memory_gb: 156.02,
      duration_sec: 11.49,
      backend: 'vllm-mlx',
    },
    timestamp: '2026-02-25T12:52:59.229950+11:00',
  },
  {
    event_type: 'model_readiness_changed',
    data: {
      crash_count: 0,
      model_id: 'mlx-community/MiniMax-M2.5-4bit',
      previous_state: 'canary_pending',
      reason: null,
      state: 'routable',
      updated_at: 1772070679.770941,
    },
    timestamp: '2026-02-26T12:51:19.770946+11:00',
  },
];

const SENTENCES =
  'The model was loaded into memory after the first request had come in. It answers with about forty words a second, while another user asks for the weather in Paris and for code that sorts numbers. When the queue is empty, the server goes back to sleep and writes down how long each of the answers took. ';

/** English text of a length in characters. */
export function textOf(length: number): string {
  return SENTENCES.repeat(Math.ceil(length / SENTENCES.length)).slice(0, length);
}

/** Near misses of what finders look for, which are repeated. */
export const NEAR_MISSES: readonly string[] = [
  'password="',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----',
  '://a:',
  'eyJ',
  'key key key ',
  'password=\\"',
  '<password>',
  'Bearer ',
  'a',
  '\\',
  '=',
];
