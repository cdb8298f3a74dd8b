import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSystem } from '@opta/journal-fs';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import { createSummary, type SummaryEnd } from '@opta/journal-summary';
import type { HostIdentity, ProcessState, RecoveryOptions } from '../src/index.js';

/** 2026-02-24 13:56:26.115 in Sydney. */
export const STARTED_AT = Date.parse('2026-02-24T13:56:26.115+11:00');
const TIME_ZONE = 'Australia/Sydney';
/** The log that a session of that begin gets. */
export const LOG_NAME = '2026-02-24-1356-mbp-1-runtime-session.md';

export const HERE: HostIdentity = {
  machineId: 'm1',
  bootId: 'b1',
  bootedAt: STARTED_AT - 3_600_000,
  pidNamespace: 'pid:[1]',
  processStart: '1',
};

/** How the sessions of a test began; number and start of a process that does not exist here. */
const PID = 4_711;
export const PROCESS_START = '81234';

const gone: ProcessState = { state: 'gone' };

/** Options of a recovery on `HERE` that finds no process. */
export function options(changes: RecoveryOptions = {}): RecoveryOptions {
  return {
    device: 'mbp-1',
    timeZone: TIME_ZONE,
    identity: HERE,
    readProcess: async () => gone,
    ...changes,
  };
}

export function openStore(folder: string, fileSystem?: FileSystem): JournalStore {
  return createJournalStore({
    sessionLogsDir: join(folder, 'sessions'),
    updateLogsDir: join(folder, 'updates'),
    timeZone: TIME_ZONE,
    ...(fileSystem === undefined ? {} : { fileSystem }),
  });
}

export interface SampleSession {
  session?: string;
  device?: string;
  startedAt?: number;
  /** Default: as on `HERE`. */
  identity?: HostIdentity;
  pid?: number;
  dialect?: 'lmx' | 'cli';
  events?: { type: string; data?: unknown }[];
  /** Given: the session recorded its end. */
  end?: Omit<SummaryEnd, 'ledger'>;
  maxEventLogBytes?: number;
}

/** What a runtime leaves that was stopped before it published, and the log that it would have published. */
export async function leaveSession(store: JournalStore, sample: SampleSession = {}) {
  const { startedAt = STARTED_AT, events = sampleEvents(), end, dialect = 'lmx' } = sample;
  const session = {
    session: sample.session ?? '01KJ5ZQ4M0',
    device: sample.device ?? 'mbp-1',
    user: 'ann',
    model: 'opta-lmx/0.5.0',
    startedAt,
    timeZone: TIME_ZONE,
    metadata: { port: 1_234 },
  };
  const { bootedAt: _, ...host } = sample.identity ?? HERE;
  const log = await store.openEventLog({
    start: {
      ...session,
      segment: 1,
      formatVersion: 1,
      pid: sample.pid ?? PID,
      ...host,
      ...(host.processStart === undefined ? {} : { processStart: PROCESS_START }),
      dialect,
    },
    ...(sample.maxEventLogBytes === undefined ? {} : { maxEventLogBytes: sample.maxEventLogBytes }),
  });
  const summary = createSummary({ ...session, eventLog: log.fileName });
  let time = startedAt;
  for (const { type, data = {} } of events) {
    time += 1_000;
    void log.append({ type, data: JSON.stringify(data), time });
    summary.add({ type, data, time, seq: log.stats.sequence });
  }
  const ledger = { emitted: events.length, written: events.length, skipped: 0, refused: 0, dropped: 0 };
  if (end !== undefined) {
    const data = {
      ended_at: new Date(end.endedAt).toISOString(),
      duration_ms: end.durationMs,
      status: end.status,
      reason: end.reason ?? null,
      summary: end.summary ?? null,
      ledger,
    };
    void log.append({ type: 'journal_session_end', data: JSON.stringify(data), time: end.endedAt });
  }
  await log.close();
  const live = end === undefined ? undefined : summary.toSessionLog({ ...end, ledger });
  return { eventLog: log.fileName, path: log.path, session: session.session, live };
}

function sampleEvents(): { type: string; data?: unknown }[] {
  return [
    { type: 'model_loaded', data: { model_id: 'qwen3', memory_gb: 17.2 } },
    { type: 'download_failed', data: { repo_id: 'ann/large', error: 'no space' } },
    { type: 'request_completed', data: { model_id: 'qwen3', duration_ms: 120, completion_tokens: 12 } },
  ];
}

/** Names of the session logs in a folder. */
export function sessionLogs(folder: string): string[] {
  return readdirSync(join(folder, 'sessions'))
    .filter((name) => /^\d{4}-.*\.md$/.test(name))
    .sort();
}

export function readSession(folder: string, name: string | undefined): string {
  return readFileSync(join(folder, 'sessions', name ?? '(none)'), 'utf8');
}

/** Every file below a folder with its content, `.opta-journal` aside. */
export function contents(folder: string): Record<string, string> {
  const names = readdirSync(join(folder, 'sessions')).filter((name) => !name.startsWith('.'));
  return Object.fromEntries(names.sort().map((name) => [name, readSession(folder, name)]));
}

/** Names in a folder of `.opta-journal`; none where it is missing. */
export function stateFiles(folder: string, name: string): string[] {
  try {
    return readdirSync(join(folder, 'sessions/.opta-journal', name)).sort();
  } catch {
    return [];
  }
}

/** A heartbeat as a runtime left it, so many minutes ago. */
export function leaveHeartbeat(
  folder: string,
  session: string,
  { minutesAgo = 0, ...changes }: { minutesAgo?: number } & Record<string, unknown> = {},
): void {
  const directory = join(folder, 'sessions/.opta-journal/heartbeats');
  mkdirSync(directory, { recursive: true });
  const heartbeat = {
    session,
    time: STARTED_AT + 2_000,
    elapsed_ms: 2_000,
    sequence: 3,
    interval_ms: 30_000,
    rss: 90_000_000,
    heap_used: 20_000_000,
    heap_limit: 4_000_000_000,
    ...changes,
  };
  const path = join(directory, `${session}.json`);
  writeFileSync(path, JSON.stringify(heartbeat));
  setAge(path, minutesAgo);
}

/** As if a file had last been written so many minutes ago. */
export function setAge(path: string, minutesAgo: number): void {
  const time = new Date(Date.now() - minutesAgo * 60_000);
  utimesSync(path, time, time);
}
