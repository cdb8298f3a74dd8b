import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  eventLogFileName,
  formatSessionLog,
  isoTimestamp,
  type SessionLog,
  sessionLogFileName,
  zonedTime,
} from '@opta/journal-format';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import { createSummary, type Summary } from '@opta/journal-summary';
import { makeTemporaryFolder } from 'test-kit/vitest';
import type { SampleSession } from './random-sessions.js';

export const TIME_ZONE = 'Australia/Sydney';
/** In the evening before clocks went back from 03:00 to 02:00; none of the others begins within that hour. */
const FIRST_START = Date.parse('2026-04-04T21:30:12+11:00');
const BETWEEN_STARTS_MS = 7 * 3_600_000;

type StoreOptions = Partial<Parameters<typeof createJournalStore>[0]>;

function openStore(folder: string, options: StoreOptions = {}): JournalStore {
  return createJournalStore({
    sessionLogsDir: join(folder, 'sessions'),
    updateLogsDir: join(folder, 'updates'),
    timeZone: TIME_ZONE,
    ...options,
  });
}

/** A store of its own, whose folder goes when the test has ended, with a folder for caches. */
export function makeStore(options: StoreOptions = {}): { store: JournalStore; cacheDir: string } {
  const folder = makeTemporaryFolder();
  return { store: openStore(folder, options), cacheDir: join(folder, 'cache') };
}

/** Begin of a session, in epoch milliseconds. */
export function startOf({ index }: SampleSession): number {
  return FIRST_START + index * BETWEEN_STARTS_MS;
}

/** Times of the events and of the end, in epoch milliseconds. Old logs end on a whole second, as they are written. */
export function timesOf(session: SampleSession): { events: number[]; end: number } {
  let time = startOf(session) + session.index;
  const events = session.events.map(({ seconds }) => {
    time += seconds * 1_000;
    return time;
  });
  const end = time + session.lastSeconds * 1_000;
  return { events, end: session.program === 'old' ? end - session.index : end };
}

/** Puts the files of a session into the store's folder, as a runtime and retention leave them. */
export async function leaveSession(store: JournalStore, session: SampleSession): Promise<void> {
  const names = session.program === 'ours' ? await leaveOurs(store, session) : leaveOld(store, session);
  if (session.end === 'published' && session.files === 'session log') {
    for (const name of names.eventLogs) rmSync(join(store.sessionLogsDir, name));
    names.eventLogs = [];
  }
  if (session.isArchived) archive(store, [...names.eventLogs, ...names.sessionLogs]);
}

interface LeftFiles {
  eventLogs: string[];
  sessionLogs: string[];
}

async function leaveOurs(store: JournalStore, session: SampleSession): Promise<LeftFiles> {
  const { device, events, status, isSegmented } = session;
  const { session: id, startedAt, times } = describe(session);
  const start = { ...{ session: id, device, user: 'ann', model: 'opta-lmx/0.5.0' }, startedAt };
  const log = await store.openEventLog({
    start: { ...start, timeZone: TIME_ZONE, segment: 1, formatVersion: 1, pid: 4_711, metadata: {} },
    reserveBytes: 0,
    ...(isSegmented ? { maxEventLogBytes: 1_000 } : {}),
  });
  const before = readdirSync(store.sessionLogsDir);
  events.forEach(({ type, data }, index) => {
    void log.append({ type, data: JSON.stringify(data), time: times.events[index] as number });
  });
  if (session.end !== 'killed') {
    const data = { ended_at: new Date(times.end).toISOString(), duration_ms: times.end - startedAt, status };
    void log.append({ type: 'journal_session_end', data: JSON.stringify(data), time: times.end });
  }
  await log.close();
  const segments = readdirSync(store.sessionLogsDir).filter((name) => !before.includes(name));
  const eventLogs = [log.fileName, ...segments];
  if (session.end !== 'published') return { eventLogs, sessionLogs: [] };
  const { fileName } = await store.publishSessionLog(sessionLogOf(session, log.fileName), {
    summary: 'stop',
  });
  return { eventLogs, sessionLogs: [fileName] };
}

/** As the original journal writes: no line of its own in the event log, few keys and tables in the session log. */
function leaveOld({ sessionLogsDir }: JournalStore, session: SampleSession): LeftFiles {
  const { device, events } = session;
  const { startedAt, times } = describe(session);
  const { date, time } = zonedTime(startedAt, TIME_ZONE);
  mkdirSync(sessionLogsDir, { recursive: true });
  const lines = events.map(({ type, data }, index) => {
    const at = times.events[index] as number;
    const timestamp = isoTimestamp(at, TIME_ZONE);
    return `${JSON.stringify({ data, event_type: type, timestamp, timestamp_unix: at / 1_000 })}\n`;
  });
  const eventLog = eventLogFileName({ date, time, device });
  writeFileSync(join(sessionLogsDir, eventLog), lines.join(''));
  if (session.end !== 'published') return { eventLogs: [eventLog], sessionLogs: [] };
  const sessionLog = sessionLogFileName({ date, time, device, summary: 'runtime-session' });
  const {
    session: _,
    eventLog: __,
    status,
    started,
    ended,
    details,
    ...old
  } = sessionLogOf(session, eventLog);
  writeFileSync(join(sessionLogsDir, sessionLog), formatSessionLog(old));
  return { eventLogs: [eventLog], sessionLogs: [sessionLog] };
}

function describe(session: SampleSession) {
  return { session: `01KJ${session.index}`, startedAt: startOf(session), times: timesOf(session) };
}

function sessionLogOf(session: SampleSession, eventLog: string): SessionLog {
  const { startedAt, times } = describe(session);
  const durationMs = times.end - startedAt;
  return summaryOf(session, eventLog).toSessionLog({
    endedAt: times.end,
    durationMs,
    status: session.status,
  });
}

function summaryOf(session: SampleSession, eventLog: string): Summary {
  const { session: id, startedAt, times } = describe(session);
  const about = { session: id, device: session.device, user: 'ann', model: 'opta-lmx/0.5.0' };
  const summary = createSummary({ ...about, startedAt, timeZone: TIME_ZONE, metadata: {}, eventLog });
  session.events.forEach(({ type, data }, index) => {
    summary.add({ type, data, time: times.events[index] as number });
  });
  return summary;
}

function archive({ sessionLogsDir }: JournalStore, names: readonly string[]): void {
  for (const name of names) {
    const month = join(sessionLogsDir, 'archive', name.slice(0, 7));
    mkdirSync(month, { recursive: true });
    const path = join(sessionLogsDir, name);
    if (name.endsWith('.md')) {
      renameSync(path, join(month, name));
      continue;
    }
    writeFileSync(join(month, `${name}.gz`), gzipSync(readFileSync(path)));
    rmSync(path);
  }
}
