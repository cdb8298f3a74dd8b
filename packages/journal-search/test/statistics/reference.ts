import { zonedTime, zonedTimeToEpoch } from '@opta/journal-format';
import type { GroupStatistics, Statistics } from '../../src/statistics/statistics.js';
import { startOf, TIME_ZONE, timesOf } from './leave-session.js';
import type { SampleEvent, SampleSession } from './random-sessions.js';

const DAY_MS = 86_400_000;

/** The statistics of sessions, added up in the plainest way. */
export function referenceOf(sessions: readonly SampleSession[], now: number): Statistics {
  const models = [...new Set(sessions.flatMap(modelNames))];
  const types = [...new Set(sessions.flatMap((session) => failuresOf(session).map(({ type }) => type)))];
  const groupsBy = (keyOf: (session: SampleSession) => string): [string, GroupStatistics][] =>
    [...new Set(sessions.map(keyOf))].sort().map((key) => [
      key,
      groupOf(
        sessions.filter((one) => keyOf(one) === key),
        now,
      ),
    ]);
  return {
    total: { ...groupOf(sessions, now), ...standing(sessions, now) },
    models: models.map((model) => modelOf(sessions, model, now)).sort(byTime),
    failures: types
      .map((type) => failureOf(sessions, type))
      .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    days: groupsBy(dayOf).map(([date, group]) => ({ date, ...group })),
    devices: groupsBy(({ device }) => device).map(([device, group]) => ({ device, ...group })),
    notes: [],
  };
}

export function dayOf(session: SampleSession): string {
  return zonedTime(startOf(session), TIME_ZONE).date;
}

function standing(sessions: readonly SampleSession[], now: number) {
  const byStatus: Record<string, number> = {};
  for (const session of sessions)
    byStatus[statusOf(session, now)] = (byStatus[statusOf(session, now)] ?? 0) + 1;
  return { running: byStatus.running ?? 0, byStatus };
}

function groupOf(sessions: readonly SampleSession[], now: number): GroupStatistics {
  const requests = sessions.flatMap(({ events }) => events).filter(({ type }) => type.startsWith('request_'));
  const kept = sessions.filter((session) => !isWithoutTables(session)).flatMap(({ events }) => events);
  return {
    runtimes: sessions.length,
    uptimeMs: sum(sessions.map((session) => uptimeOf(session, now))),
    crashes: sessions.filter((session) => ['error', 'oom', 'unknown'].includes(statusOf(session, now)))
      .length,
    events: sum(sessions.map(({ events }) => events.length)),
    requests: requests.length,
    failures: sum(sessions.map((session) => failuresOf(session).length)),
    tokens: tokensOf(kept),
  };
}

function modelOf(sessions: readonly SampleSession[], model: string, now: number) {
  const events = sessions.flatMap((session) =>
    session.events.filter((event) => nameIn(session, event) === model),
  );
  const told = sessions
    .filter((session) => !isWithoutTables(session))
    .flatMap((session) => session.events.filter((event) => nameIn(session, event) === model));
  const countOf = (type: string) => events.filter((event) => event.type === type).length;
  const failedLoads = sessions
    .filter(hasEventLog)
    .flatMap((session) => session.events)
    .filter(({ type, data }) => type === 'model_load_failed' && data.model_id === model);
  return {
    model,
    loads: countOf('model_loaded'),
    unloads: countOf('model_unloaded'),
    loadFailures: failedLoads.length,
    loadedMs: sum(sessions.map((session) => loadedMs(session, model, now))),
    requests: countOf('request_completed') + countOf('request_failed'),
    failedRequests: countOf('request_failed'),
    tokens: tokensOf(told),
  };
}

/** Which model an event counts for; undefined where it is about none. */
function nameIn(session: SampleSession, { type, data }: SampleEvent): string | undefined {
  const isRequest = type.startsWith('request_');
  if (!isRequest && type !== 'model_loaded' && type !== 'model_unloaded') return undefined;
  if (isWithoutTables(session)) return '(no model)';
  return data.model_id === undefined ? '(no model)' : String(data.model_id);
}

function modelNames(session: SampleSession): string[] {
  const failed = hasEventLog(session)
    ? session.events.filter(({ type, data }) => type === 'model_load_failed' && data.model_id !== undefined)
    : [];
  return [
    ...session.events.flatMap((event) => nameIn(session, event) ?? []),
    ...failed.map(({ data }) => String(data.model_id)),
  ];
}

function loadedMs(session: SampleSession, model: string, now: number): number {
  if (isWithoutTables(session)) return 0;
  const { events: times, end } = timesOf(session);
  let held = 0;
  let since: number | undefined;
  session.events.forEach(({ type, data }, index) => {
    const time = times[index] as number;
    if (data.model_id !== model) return;
    if (type === 'model_loaded') since ??= time;
    if (type === 'model_unloaded' && since !== undefined) {
      held += time - since;
      since = undefined;
    }
  });
  const last = session.end === 'killed' ? lastRecordOf(session) : end;
  const seconds = Math.floor((held + (since === undefined ? 0 : last - since)) / 1_000);
  const running = since !== undefined && statusOf(session, now) === 'running' ? now - last : 0;
  return seconds * 1_000 + running;
}

function uptimeOf(session: SampleSession, now: number): number {
  const duration = timesOf(session).end - startOf(session);
  if (session.end === 'published') return Math.floor(duration / 1_000) * 1_000;
  if (session.end === 'recorded') return duration;
  return (statusOf(session, now) === 'running' ? now : lastRecordOf(session)) - startOf(session);
}

function statusOf(session: SampleSession, now: number): string {
  if (session.end !== 'killed') return session.status;
  return now - lastRecordOf(session) > DAY_MS ? 'unknown' : 'running';
}

function lastRecordOf(session: SampleSession): number {
  return timesOf(session).events.at(-1) ?? startOf(session);
}

function failuresOf(session: SampleSession): { type: string; at: number; message?: string }[] {
  const { events: times } = timesOf(session);
  return session.events.flatMap(({ type, data }, index) => {
    if (!type.endsWith('_failed')) return [];
    if (!hasEventLog(session)) return [{ type, at: writtenEndOf(session) }];
    const message = data.error === undefined ? {} : { message: String(data.error) };
    return [{ type, at: times[index] as number, ...message }];
  });
}

/** The end as the session log alone tells it: in whole seconds, of an old one from the minute in its name. */
function writtenEndOf(session: SampleSession): number {
  const startedAt = startOf(session);
  const { date, time } = zonedTime(startedAt, TIME_ZONE);
  const written = zonedTimeToEpoch({ date, time: time.slice(0, 5) }, TIME_ZONE);
  const duration = Math.floor((timesOf(session).end - startedAt) / 1_000) * 1_000;
  return duration + (session.program === 'old' ? written : startedAt);
}

function failureOf(sessions: readonly SampleSession[], type: string) {
  const failures = sessions.flatMap(failuresOf).filter((failure) => failure.type === type);
  const last = failures.reduce((a, b) => (b.at > a.at ? b : a));
  const message = last.message === undefined ? {} : { lastMessage: last.message };
  return { type, count: failures.length, lastAt: last.at, ...message };
}

function hasEventLog({ end, files }: SampleSession): boolean {
  return end !== 'published' || files === 'both';
}

/** Of an old session log alone only the numbers of events by type are left. */
function isWithoutTables(session: SampleSession): boolean {
  return session.program === 'old' && !hasEventLog(session);
}

function tokensOf(events: readonly SampleEvent[]) {
  const requests = events.filter(({ type }) => type === 'request_completed');
  const prompt = sum(requests.map(({ data }) => Number(data.prompt_tokens)));
  const completion = sum(requests.map(({ data }) => Number(data.completion_tokens)));
  return { prompt, completion, total: prompt + completion };
}

function byTime(a: { loadedMs: number; requests: number; model: string }, b: typeof a): number {
  return b.loadedMs - a.loadedMs || b.requests - a.requests || (a.model < b.model ? -1 : 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
