import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { readHostIdentity, recover } from '@opta/journal-recovery';
import { createJournalStore } from '@opta/journal-store';
import fc from 'fast-check';
import { type SpawnedScript, spawnScript } from 'test-kit';
import { describe, expect, it, vi } from 'vitest';
import { type CodedError, createRuntimeJournal, type RuntimeJournalOptions } from '../src/index.js';
import { useLogFolders } from './log-folders.js';

const folders = useLogFolders();
const HOST = fileURLToPath(new URL('./fixtures/host.ts', import.meta.url));

function create(config = {}, options: RuntimeJournalOptions = {}) {
  const failures: CodedError[] = [];
  const journal = createRuntimeJournal(
    { ...folders.config(), ...config },
    { environment: {}, onError: (error) => failures.push(error), ...options },
  );
  return { journal, failures };
}

function stateFiles(name: string): string[] {
  return readdirSync(join(folders.sessions, '.opta-journal', name)).sort();
}

/** A host with an open session and three recorded events. */
async function startHost(): Promise<SpawnedScript> {
  const host = spawnScript(HOST, ['waits for a signal', folders.root]);
  await host.line(/^ready$/);
  return host;
}

async function kill({ child, ended }: SpawnedScript): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

describe('the next start', () => {
  it('finishes the session of a runtime that was killed, and its own one is left alone', async () => {
    await kill(await startHost());
    expect(folders.sessionLogs()).toEqual([]);
    const { journal, failures } = create();
    await journal.start();
    const report = await journal.recovery;
    expect(failures).toEqual([]);
    expect(report?.recovered).toMatchObject([{ status: 'killed', existed: false }]);
    expect(journal.status().recovery).toEqual({ state: 'done', recovered: 1, left: 0, failed: 0 });
    const [name] = folders.sessionLogs();
    expect(readFrontmatter(folders.read('sessions', name))).toMatchObject({
      device: 'host',
      recovered: true,
    });
    await journal.finalize();
    expect(folders.sessionLogs()).toHaveLength(2);
    expect(stateFiles('heartbeats')).toEqual([]);
  });

  it('is one of several at once, and the session gets one log', async () => {
    await kill(await startHost());
    const journals = Array.from({ length: 4 }, () => create().journal);
    await Promise.all(journals.map((journal) => journal.start()));
    const reports = await Promise.all(journals.map((journal) => journal.recovery));
    expect(reports.flatMap((report) => report?.failed)).toEqual([]);
    expect(
      reports.flatMap((report) => report?.recovered ?? []).filter(({ existed }) => !existed),
    ).toHaveLength(1);
    const [only] = folders.sessionLogs();
    expect(folders.sessionLogs()).toEqual([only]);
    await Promise.all(journals.map((journal) => journal.finalize()));
    expect(folders.sessionLogs()).toHaveLength(5);
  });

  it('leaves a runtime alone that still runs', async () => {
    const { child, ended } = await startHost();
    const { journal } = create();
    await journal.start();
    expect((await journal.recovery)?.left).toMatchObject([{ reason: 'running' }]);
    await journal.finalize();
    child.kill('SIGTERM');
    await ended;
    const statuses = folders
      .sessionLogs()
      .map((name) => readFrontmatter(folders.read('sessions', name))?.status)
      .sort();
    expect(statuses).toEqual(['clean', 'signal']);
  });

  it('does not wait for it, and reports what fails', async () => {
    const directory = join(folders.sessions, '.opta-journal/sessions');
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, '01KJ5ZQ4M0.json'), 'no snapshot');
    const { journal, failures } = create();
    expect(await journal.start()).toMatchObject({ ok: true });
    expect(journal.status().recovery).toMatchObject({ state: 'running' });
    await journal.recovery;
    expect(failures).toMatchObject([{ code: 'JOURNAL_RECOVERY_FAILED' }]);
    expect(journal.status().recovery).toEqual({ state: 'done', recovered: 0, left: 0, failed: 1 });
    expect(await journal.finalize()).toMatchObject({ ok: true });
  });

  it('recovers nothing where that is switched off, or the journal is', async () => {
    await kill(await startHost());
    const { journal } = create({}, { recover: false });
    await journal.start();
    expect(await journal.recovery).toBeUndefined();
    expect(journal.status()).not.toHaveProperty('recovery');
    await journal.finalize();
    expect(folders.sessionLogs()).toHaveLength(1);
    const disabled = create({ enabled: false }).journal;
    await disabled.start();
    expect(await disabled.recovery).toBeUndefined();
  });
});

describe('a running session', () => {
  it('says in its first line which process of which boot and machine it is', async () => {
    const { journal } = create({ dialect: 'cli' });
    await journal.start();
    await journal.finalize();
    const { bootedAt: _, ...identity } = await readHostIdentity();
    const data = folders.events(folders.eventLogs()[0])[0]?.data;
    expect(data).toMatchObject({ pid: process.pid, dialect: 'cli' });
    expect({
      processStart: data?.process_start,
      bootId: data?.boot_id,
      machineId: data?.machine_id,
      pidNamespace: data?.pid_namespace,
    }).toEqual({ pidNamespace: undefined, ...identity });
  });

  it('shows that it lives, and leaves nothing of that when it has ended', async () => {
    const { journal } = create();
    const started = await journal.start();
    const session = started.ok ? started.session : '';
    await vi.waitFor(() => expect(stateFiles('heartbeats')).toEqual([`${session}.json`]));
    await journal.finalize();
    expect(stateFiles('heartbeats')).toEqual([]);
  });

  it('without an event log keeps a snapshot from its start to its end', async () => {
    const { journal } = create({ event_jsonl_enabled: false });
    const started = await journal.start();
    expect(stateFiles('sessions')).toEqual([`${started.ok ? started.session : ''}.json`]);
    await journal.finalize();
    expect(stateFiles('sessions')).toEqual([]);
  });
});

function openStore() {
  return createJournalStore({ sessionLogsDir: folders.sessions, updateLogsDir: folders.updates });
}

/** A recovery that takes this process for gone. */
function recoverAsIfDead() {
  return recover(openStore(), { device: 'studio', readProcess: async () => ({ state: 'gone' }) });
}

/** A session of another container, and how to say when it was last heard of. */
async function leaveHiddenSession(): Promise<{ session: string; heardOf(minutesAgo: number): void }> {
  const session = '01KJ5ZQ4M0';
  const { bootedAt: _, ...host } = await readHostIdentity();
  const log = await openStore().openEventLog({
    start: {
      session,
      segment: 1,
      formatVersion: 1,
      device: 'studio',
      user: 'ann',
      model: 'm',
      startedAt: Date.now() - 3_600_000,
      timeZone: 'UTC',
      pid: process.pid,
      ...host,
      pidNamespace: 'pid:[1]',
      metadata: {},
    },
  });
  await log.close();
  return {
    session,
    heardOf(minutesAgo) {
      const time = new Date(Date.now() - minutesAgo * 60_000);
      utimesSync(log.path, time, time);
    },
  };
}

it('an owner that was heard of lately is asked for again when it has been silent long enough', async () => {
  const { session, heardOf } = await leaveHiddenSession();
  heardOf(2);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { journal, failures } = create();
  try {
    await journal.start();
    expect((await journal.recovery)?.left).toMatchObject([{ session, reason: 'heard-lately' }]);
    expect(folders.sessionLogs()).toEqual([]);
    heardOf(6);
    vi.advanceTimersByTime(4 * 60_000);
  } finally {
    vi.useRealTimers();
  }
  await vi.waitFor(() =>
    expect(journal.status().recovery).toEqual({ state: 'done', recovered: 1, left: 0, failed: 0 }),
  );
  await journal.finalize();
  expect(failures).toEqual([]);
  expect(folders.sessionLogs()).toHaveLength(2);
});

it('a session that recorded its end is recovered to the bytes that it published itself', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.record({ type: fc.string({ minLength: 1, maxLength: 20 }), data: fc.anything() }),
          fc.record({
            type: fc.constantFrom('model_loaded', 'model_unloaded', 'download_failed', 'request_completed'),
            data: fc.record({ model_id: fc.string(), error: fc.string(), duration_ms: fc.double() }),
          }),
        ),
        { maxLength: 20 },
      ),
      fc.string({ maxLength: 40 }),
      fc.constantFrom('lmx' as const, 'cli' as const),
      async (events, summary, dialect) => {
        rmSync(folders.sessions, { recursive: true, force: true });
        const { journal } = create({ dialect, timezone: 'Australia/Sydney' }, { recover: false });
        await journal.start({ model: 'm', metadata: { port: 1 } });
        for (const event of events) journal.record(event);
        journal.note('next_step', 'look again');
        const finished = await journal.finalize({ summary });
        const fileName = finished.ok ? finished.fileName : '(none)';
        const published = folders.read('sessions', fileName);
        rmSync(join(folders.sessions, fileName));
        expect((await recoverAsIfDead()).recovered).toMatchObject([{ fileName }]);
        expect(folders.read('sessions', fileName)).toBe(published);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

describe('a session that wakes up after it was taken for dead', () => {
  it('has one log, although it finishes while another one recovers it', async () => {
    for (let round = 0; round < 10; round += 1) {
      rmSync(folders.sessions, { recursive: true, force: true });
      const clock = vi.spyOn(Date, 'now');
      const { journal } = create({}, { recover: false });
      await journal.start();
      journal.record({ type: 'model_loaded', data: { model_id: 'small' } });
      await vi.waitFor(() => expect(stateFiles('heartbeats')).toHaveLength(1));
      const now = Date.now();
      clock.mockImplementation(() => now + 600_000);
      const [finished, report] = await Promise.all([
        journal.finalize({ summary: 'graceful stop' }),
        recoverAsIfDead(),
      ]);
      clock.mockRestore();
      expect(report.failed).toEqual([]);
      expect(folders.sessionLogs()).toHaveLength(1);
      expect(finished).toMatchObject({ ok: true, fileName: folders.sessionLogs()[0] });
    }
  });
});
