import { eventLogFileName, type SessionLog, sessionLogFileName } from '@opta/journal-format';
import { createSeededRandom } from 'test-kit';
import { pick, pickWord, writeSentence } from './vocabulary.js';

/** Everything about one generated session that its session log and its event log share. */
export interface GeneratedSession {
  random: () => number;
  id: string;
  device: string;
  user: string;
  model: string;
  /** Epoch milliseconds. */
  startedAt: number;
  endedAt: number;
  status: string;
  sessionLogName: string;
  eventLogName: string;
}

export const MODELS = [
  'mlx-community/MiniMax-M2.5-4bit',
  'mlx-community/Qwen3-32B-4bit',
  'mlx-community/Llama-3.3-70B-Instruct-8bit',
  'mlx-community/gpt-oss-120b-MXFP4',
  'lmstudio-community/DeepSeek-R1-0528-Qwen3-8B',
  'mistralai/Devstral-Small-2507',
  'google/gemma-3-27b-it-qat',
  'nomic-ai/nomic-embed-text-v2-moe',
] as const;
export const FAILURES = [
  'Metal out of memory: tried to allocate 12.4 GiB',
  'request timed out after 120 s',
  'canary answered with nothing',
  'connection reset by peer',
  'unsupported quantisation: group size 32',
  'tokenizer.json is missing',
] as const;
const DEVICES = ['studio', 'mbp-1', 'mono512-lan', 'opta48-lan'] as const;
const USERS = ['ann', 'bob', 'carol', 'matthew'] as const;
/** Most sessions end as they should. */
const STATUSES = ['clean', 'clean', 'clean', 'clean', 'clean', 'signal', 'error', 'killed'] as const;

const FIRST_START_MS = Date.parse('2023-11-20T00:00:07Z');
const MINUTE_MS = 60_000;
/** The span over which sessions are spread: three years. */
const SPAN_MINUTES = 3 * 365 * 24 * 60;

/** The session of an index, always the same one for the same seed. */
export function sessionOf(index: number, count: number, seed: number): GeneratedSession {
  const random = createSeededRandom(seed * 1_000_003 + index);
  const startedAt = startOf(index, count);
  const device = pick(random, DEVICES);
  const date = isoSeconds(startedAt).slice(0, 10);
  const time = isoSeconds(startedAt).slice(11, 19);
  const summary = random() < 0.5 ? 'runtime-session' : `${pickWord(random)}-${pickWord(random)}`;
  return {
    random,
    id: `${date.replaceAll('-', '')}${String(index).padStart(8, '0')}`,
    device,
    user: pick(random, USERS),
    model: pick(random, MODELS),
    startedAt,
    endedAt: startedAt + Math.floor(random() * 8 * 60) * MINUTE_MS,
    status: pick(random, STATUSES),
    sessionLogName: sessionLogFileName({ date, time, device, summary }),
    eventLogName: eventLogFileName({ date, time, device }),
  };
}

/** The begin of the session of an index: at least a minute after the one before, so that no two names are equal. */
export function startOf(index: number, count: number): number {
  const stepMinutes = Math.max(1, Math.floor(SPAN_MINUTES / count));
  return FIRST_START_MS + index * stepMinutes * MINUTE_MS;
}

/** @param hasEventLog whether the session log names its event log */
export function sessionLogOf(session: GeneratedSession, hasEventLog: boolean): SessionLog {
  const { random, startedAt, endedAt, model, status } = session;
  const [started, ended] = [isoSeconds(startedAt), isoSeconds(endedAt)];
  const loads = 1 + Math.floor(random() * 4);
  const sentences = (most: number) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => writeSentence(random, 6, 20));
  return {
    date: started.slice(0, 10),
    time: `${started.slice(11, 16)} UTC`,
    device: session.device,
    user: session.user,
    model,
    duration: new Date(endedAt - startedAt).toISOString().slice(11, 19),
    session: session.id,
    ...(hasEventLog ? { eventLog: session.eventLogName } : {}),
    status,
    started,
    ended,
    title: 'Session: Runtime Session',
    summary: [
      `Started: ${started.slice(0, 19).replace('T', ' ')} UTC`,
      `Models loaded: ${model} (${loads} loads).`,
      ...sentences(4),
    ],
    filesChanged: { created: [], modified: [], deleted: [] },
    statusChanges: [
      { area: 'Runtime', before: 'starting', after: `shutdown (${status})` },
      { area: `Model ${model}`, before: 'unknown', after: pick(random, ['routable', 'unloaded (manual)']) },
    ],
    decisions: sentences(2),
    issues: status === 'error' ? [`${model}: ${pick(random, FAILURES)}`, ...sentences(2)] : sentences(1),
    nextSteps: sentences(2).map((text) => ({ text, done: random() < 0.3 })),
    notes: sentences(3),
    eventCounts: [
      { type: 'request_completed', count: Math.floor(random() * 5_000) },
      { type: 'model_loaded', count: loads },
    ],
    metadata: [
      { name: 'port', value: '1234' },
      { name: 'safe_mode', value: 'false' },
    ],
  };
}

/** ISO 8601 with offset, whole seconds. */
export function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}+00:00`;
}
