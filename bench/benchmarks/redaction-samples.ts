export type SampleEvent = {
  event_type: string;
  data: Record<string, unknown>;
  timestamp: string;
};

/** Events in the shape of those of an LMX server. */
const EVENTS: readonly SampleEvent[] = [
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

const ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const ID_LENGTH = 29;

/** So many events, a third of them requests, no two of which have the same identifier. */
export function eventsOf(count: number): SampleEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const event = structuredClone(EVENTS[index % EVENTS.length] as SampleEvent);
    if ('request_id' in event.data) event.data.request_id = requestId(index);
    return event;
  });
}

function requestId(seed: number): string {
  let state = seed + 1;
  const characters = Array.from({ length: ID_LENGTH }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return ID_CHARACTERS[(state >>> 16) % ID_CHARACTERS.length];
  });
  // As text that was read: one that was put together is copied by whoever looks at it first.
  return JSON.parse(JSON.stringify(`chatcmpl-${characters.join('')}`));
}

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
