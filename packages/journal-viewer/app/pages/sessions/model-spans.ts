import type { SessionEvent } from './session-event.js';

/** In which state a model was, from when to when. */
export interface ModelSpan {
  model: string;
  /** In a word. */
  state: string;
  group: SpanGroup;
  /** Epoch milliseconds. */
  from: number;
  to: number;
  /** Whether nothing is known of its end: it lasted as long as the session. */
  isOpen: boolean;
}

export type SpanGroup = 'waiting' | 'ready' | 'failed';

/** The states of LMX's `model_readiness_changed`; in every other one a model is not there. */
const READINESS: Readonly<Record<string, readonly [state: string, group: SpanGroup]>> = {
  admitted: ['loading', 'waiting'],
  loading: ['loading', 'waiting'],
  canary_pending: ['checking', 'waiting'],
  routable: ['ready', 'ready'],
  quarantined: ['quarantined', 'failed'],
};
const ENDS: ReadonlySet<string> = new Set(['model_unloaded', 'model_ttl_evicted', 'model_deleted']);

/**
 * The states of each model over a session, in the order in which they began.
 *
 * @param events - those whose type begins with `model_`, the oldest first
 * @param end - epoch milliseconds of the end of the session, for what has no end of its own
 */
export function buildModelSpans(events: readonly SessionEvent[], end: number): ModelSpan[] {
  const spans: ModelSpan[] = [];
  const open = new Map<string, ModelSpan>();
  for (const event of events) {
    const model = textOf(event.data, 'model_id');
    if (model === undefined || Number.isNaN(event.at)) continue;
    const last = open.get(model);
    const next = nextState(event, last);
    if (next?.[0] === last?.state) continue;
    if (last !== undefined) Object.assign(last, { to: Math.max(last.from, event.at), isOpen: false });
    open.delete(model);
    if (next === undefined) continue;
    const [state, group] = next;
    const to = Math.max(event.at, end);
    const span: ModelSpan = { model, state, group, from: event.at, to, isOpen: true };
    open.set(model, span);
    spans.push(span);
  }
  return spans;
}

/** @returns the state after the event; that of before where it changes nothing, undefined where there is none */
function nextState(
  { type, data }: SessionEvent,
  last: ModelSpan | undefined,
): readonly [state: string, group: SpanGroup] | undefined {
  if (ENDS.has(type)) return undefined;
  if (type === 'model_readiness_changed') {
    const state = textOf(data, 'state') ?? '';
    return Object.hasOwn(READINESS, state) ? READINESS[state] : undefined;
  }
  // So LMX announces a load that has failed.
  const isFailed = type === 'model_compatibility_recorded' && textOf(data, 'outcome') !== 'pass';
  if (isFailed && last?.group === 'waiting') return undefined;
  // Who checks models says so by their readiness; without checks a loaded one is ready.
  const isLoaded = type === 'model_loaded' && (last === undefined || last.state === 'loading');
  if (isLoaded) return ['ready', 'ready'];
  return last === undefined ? undefined : [last.state, last.group];
}

function textOf(data: unknown, key: string): string | undefined {
  const value = (data as Record<string, unknown> | null | undefined)?.[key];
  return typeof value === 'string' ? value : undefined;
}
