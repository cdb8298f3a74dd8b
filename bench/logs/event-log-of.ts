import { FAILURES, type GeneratedSession, MODELS } from './session-of.js';
import { pick, pickWord, writeSentence } from './vocabulary.js';

/** The text of an event log of so many lines, its first and last one included, as a store writes it. */
export function eventLogOf(session: GeneratedSession, lines: number): string {
  const step = (session.endedAt - session.startedAt) / lines;
  const texts: string[] = [];
  for (let seq = 1; seq <= lines; seq += 1) {
    const time = Math.floor(session.startedAt + (seq - 1) * step);
    const { type, data } =
      seq === 1 ? startOf(session) : seq === lines ? endOf(session) : eventOf(session.random, seq);
    const timestamp = `${new Date(time).toISOString().slice(0, 23)}+00:00`;
    texts.push(
      `{"seq":${seq},"event_type":"${type}","timestamp":"${timestamp}","timestamp_unix":${time / 1_000},"data":${data}}\n`,
    );
  }
  return texts.join('');
}

interface Event {
  type: string;
  /** JSON. */
  data: string;
}

function startOf(session: GeneratedSession): Event {
  const data = {
    session: session.id,
    segment: 1,
    format_version: 1,
    device: session.device,
    user: session.user,
    model: session.model,
    started_at: `${new Date(session.startedAt).toISOString().slice(0, 23)}+00:00`,
    time_zone: 'UTC',
    pid: 4711,
    metadata: { port: 1234, safe_mode: false },
  };
  return { type: 'journal_session_start', data: JSON.stringify(data) };
}

function endOf({ status }: GeneratedSession): Event {
  return { type: 'journal_session_end', data: JSON.stringify({ status }) };
}

function eventOf(random: () => number, seq: number): Event {
  const model = pick(random, MODELS);
  const kind = random();
  if (kind < 0.8) return { type: 'request_completed', data: requestOf(random, model, seq) };
  if (kind < 0.85) {
    const memory = (random() * 200).toFixed(2);
    const seconds = (random() * 60).toFixed(2);
    return {
      type: 'model_loaded',
      data: `{"model_id":"${model}","format":"mlx","memory_gb":${memory},"duration_sec":${seconds}}`,
    };
  }
  if (kind < 0.9) {
    return {
      type: 'model_readiness_changed',
      data: `{"model_id":"${model}","previous_state":"canary_pending","state":"routable","reason":null,"crash_count":0}`,
    };
  }
  if (kind < 0.99) {
    const message = writeSentence(random, 5, 15);
    return { type: 'log', data: `{"level":"info","logger":"${pickWord(random)}","message":"${message}"}` };
  }
  return {
    type: 'request_failed',
    data: `{"model_id":"${model}","error":"${pick(random, FAILURES)}","attempt":1}`,
  };
}

function requestOf(random: () => number, model: string, seq: number): string {
  const prompt = Math.floor(random() * 4_000);
  const completion = Math.floor(random() * 1_000);
  const id = Math.floor(random() * 2 ** 52).toString(36);
  return `{"request_id":"chatcmpl-${id}${seq}","model_id":"${model}","prompt_tokens":${prompt},"completion_tokens":${completion},"total_tokens":${prompt + completion},"latency_ms":${(random() * 9_000).toFixed(1)},"stream":true}`;
}
