import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { JournalStore } from '@opta/journal-store';
import { describe, expect, it } from 'vitest';
import { createStatistics } from '../../src/statistics/create-statistics.js';
import type { StatisticsQuery } from '../../src/statistics/statistics.js';
import { leaveSession, makeStore, startOf, timesOf } from './leave-session.js';
import { referenceOf } from './reference.js';
import { sampleSession } from './sample-session.js';

const HOUR_MS = 3_600_000;

async function readAt(store: JournalStore, cacheDir: string, now: number) {
  const statistics = createStatistics(store, { cacheDir, clock: () => now });
  const found = await statistics.read();
  await statistics.close();
  return found;
}

/** Path of the one event log in a folder. */
function eventLogOf({ sessionLogsDir }: JournalStore): string {
  return join(sessionLogsDir, readdirSync(sessionLogsDir).find((name) => name.endsWith('.jsonl')) as string);
}

describe('a runtime without a recorded end', () => {
  const killed = sampleSession({ end: 'killed' });
  const lastAt = timesOf(killed).events.at(-1) as number;

  it('runs for a day after its last record, and counts up to now', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSession(store, killed);
    const { total, models } = await readAt(store, cacheDir, lastAt + 3 * HOUR_MS);
    expect(total).toMatchObject({ running: 1, crashes: 0, uptimeMs: lastAt + 3 * HOUR_MS - startOf(killed) });
    expect(models[0]?.loadedMs).toBe(3 * HOUR_MS + 61_000);
  });

  it('is a crash of unknown cause after that, known up to its last record', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSession(store, killed);
    const { total, models } = await readAt(store, cacheDir, lastAt + 25 * HOUR_MS);
    expect(total).toMatchObject({ running: 0, crashes: 1, byStatus: { unknown: 1 } });
    expect(total.uptimeMs).toBe(lastAt - startOf(killed));
    expect(models[0]?.loadedMs).toBe(61_000);
  });

  it('does not run because a clone gave its file the time of today', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSession(store, killed);
    const now = lastAt + 200 * 24 * HOUR_MS;
    utimesSync(eventLogOf(store), now / 1_000, now / 1_000);
    expect((await readAt(store, cacheDir, now)).total.byStatus).toEqual({ unknown: 1 });
  });

  it('does not run for ever because its last time is damaged', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSession(store, killed);
    expect((await readAt(store, cacheDir, lastAt - 25 * HOUR_MS)).total.byStatus).toEqual({ unknown: 1 });
  });

  it('is counted again when it has grown', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSession(store, killed);
    const statistics = createStatistics(store, { cacheDir, clock: () => lastAt });
    expect((await statistics.read()).total.events).toBe(3);
    const time = new Date(lastAt + 1_000).toISOString();
    appendFileSync(
      eventLogOf(store),
      `{"seq":5,"event_type":"tea_brewed","timestamp":"${time}","timestamp_unix":${lastAt / 1_000},"data":{}}\n`,
    );
    expect((await statistics.read()).total.events).toBe(4);
    await statistics.close();
  });
});

describe('clocks that change', () => {
  /** Begins at 21:30 and ends after six hours, at 02:30: clocks went back from 03:00 to 02:00. */
  const inTheNight = sampleSession({
    index: 0,
    events: [{ type: 'model_loaded', data: { model_id: 'lab/a' }, seconds: (5 * HOUR_MS) / 1_000 }],
    lastSeconds: 3_600,
  });

  it.each([
    ['ours', 'published'],
    ['ours', 'recorded'],
    ['old', 'published'],
  ] as const)('do not change the uptime of %s, %s', async (program, end) => {
    const { store, cacheDir } = makeStore();
    const session = { ...inTheNight, index: 0, program, end };
    await leaveSession(store, session);
    const found = await readAt(store, cacheDir, startOf(session));
    expect(found).toEqual(referenceOf([session], startOf(session)));
    expect(found.total.uptimeMs).toBe(6 * HOUR_MS);
    expect(found.days.map(({ date }) => date)).toEqual(['2026-04-04']);
  });
});

it('takes the zone of an old log from its events, not from the store', async () => {
  const { store, cacheDir } = makeStore({ timeZone: 'America/New_York' });
  const session = sampleSession({ program: 'old', end: 'killed' });
  await leaveSession(store, session);
  const { total } = await readAt(store, cacheDir, startOf(session) + 100 * HOUR_MS);
  expect(total.uptimeMs).toBe((timesOf(session).events.at(-1) as number) - startOf(session));
});

describe('what is in a log', () => {
  it('is told where it is damaged, and a block that came twice counts once', async () => {
    const { store, cacheDir } = makeStore();
    const session = sampleSession();
    await leaveSession(store, session);
    const path = eventLogOf(store);
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(
      path,
      [...lines.slice(0, 3), ...lines.slice(1, 3), 'no json', ...lines.slice(3)].join('\n'),
    );
    const { notes, ...figures } = await readAt(store, cacheDir, startOf(session));
    const { notes: _, ...expected } = referenceOf([session], startOf(session));
    expect(figures).toEqual(expected);
    expect(notes).toEqual([
      expect.stringMatching(/events\.jsonl" is damaged in 1 place: 8 bytes are left out$/),
    ]);
  });

  it('shows no secret of a program that left them in', async () => {
    const { store, cacheDir } = makeStore();
    const secret = `ghp_${'a1B2c3'.repeat(6)}`;
    const events = [
      { type: 'request_failed', data: { model_id: 'lab/a', error: `denied ${secret}` }, seconds: 1 },
    ];
    await leaveSession(store, sampleSession({ program: 'old', events }));
    const found = await readAt(store, cacheDir, Date.now());
    expect(found.failures[0]?.lastMessage).toContain('denied [redacted:');
    const cache = readFileSync(
      join(cacheDir, readdirSync(cacheDir)[0] as string, 'statistics.ndjson'),
      'utf8',
    );
    expect(JSON.stringify(found) + cache).not.toContain(secret);
  });

  it('shows none either where an event bears the name of our first line', async () => {
    const { store, cacheDir } = makeStore();
    const begin = { device: 'x', model: 'y', started_at: '2026-04-05T00:00:00Z' };
    const secret = `ghp_${'a1B2c3'.repeat(6)}`;
    const events = [
      { type: 'journal_session_start', data: begin, seconds: 1 },
      { type: 'tea_failed', data: { error: `denied ${secret}` }, seconds: 1 },
    ];
    await leaveSession(store, sampleSession({ program: 'old', end: 'killed', events }));
    const found = await readAt(store, cacheDir, Date.now());
    expect(found.devices.map(({ device }) => device)).toEqual(['studio']);
    expect(found.failures[0]?.lastMessage).toContain('denied [redacted:');
  });

  it('counts loads that failed for the model', async () => {
    const { store, cacheDir } = makeStore();
    const crash = { model_id: 'lab/a', previous_state: 'loading', state: 'quarantined', reason: 'crash' };
    const unfit = { model_id: 'lab/b_c', outcome: 'fail', reason: 'out of memory' };
    const events = [
      { type: 'model_readiness_changed', data: crash, seconds: 1 },
      { type: 'model_compatibility_recorded', data: unfit, seconds: 1 },
      { type: 'model_canary_failed', data: { model_id: 'lab/b_c', error: 'silent' }, seconds: 1 },
    ];
    await leaveSession(store, sampleSession({ events }));
    const { models, failures } = await readAt(store, cacheDir, Date.now());
    const loadFailures = Object.fromEntries(models.map((model) => [model.model, model.loadFailures]));
    expect(loadFailures).toEqual({ 'lab/a': 1, 'lab/b_c': 1 });
    expect(failures.map(({ type }) => type)).toEqual([
      'model_canary_failed',
      'model_compatibility_recorded',
      'quarantined',
    ]);
  });
});

describe('which logs are a runtime', () => {
  it('counts a session once that has two session logs', async () => {
    const { store, cacheDir } = makeStore();
    for (const session of [sampleSession({ index: 1 }), sampleSession({ index: 2, files: 'session log' })]) {
      await leaveSession(store, session);
    }
    const names = readdirSync(store.sessionLogsDir).filter((name) => name.endsWith('.md'));
    for (const name of names) {
      const path = join(store.sessionLogsDir, name);
      copyFileSync(path, path.replace('.md', '-copy.md'));
    }
    expect((await readAt(store, cacheDir, Date.now())).total.runtimes).toBe(2);
  });

  it('pairs an old event log whose last lines come after its session log', async () => {
    const { store, cacheDir } = makeStore();
    const session = sampleSession({ program: 'old' });
    await leaveSession(store, session);
    const whole = readFileSync(eventLogOf(store), 'utf8');
    writeFileSync(eventLogOf(store), whole.slice(0, whole.indexOf('\n') + 1));
    expect((await readAt(store, cacheDir, startOf(session))).total.runtimes).toBe(2);
    writeFileSync(eventLogOf(store), whole);
    expect((await readAt(store, cacheDir, startOf(session))).total).toMatchObject({ runtimes: 1, events: 3 });
  });

  it('leaves out what cannot be read, and says why', async () => {
    const { store, cacheDir } = makeStore();
    for (const index of [1, 2])
      await leaveSession(store, sampleSession({ index, end: 'killed', isArchived: index === 1 }));
    const { sessionLogsDir, listSessionLogs } = store;
    // Gone between the listing and the reading.
    const vanishing = {
      ...store,
      listSessionLogs: async (query: Parameters<typeof listSessionLogs>[0]) => {
        const page = await listSessionLogs(query);
        rmSync(join(sessionLogsDir, 'archive'), { recursive: true, force: true });
        return page;
      },
    };
    const { total, notes } = await readAt(vanishing, cacheDir, Date.now());
    expect(total.runtimes).toBe(1);
    expect(notes).toEqual([
      expect.stringMatching(/-events\.jsonl" is left out: Cannot find .*events\.jsonl/),
    ]);
  });

  it('leaves out what only looks like a session log, and says so', async () => {
    const { store, cacheDir } = makeStore();
    mkdirSync(store.sessionLogsDir, { recursive: true });
    writeFileSync(join(store.sessionLogsDir, '2026-02-24-1030-meeting-notes.md'), '# Meeting\n');
    writeFileSync(join(store.sessionLogsDir, 'README.md'), '# Logs\n');
    const { total, notes } = await readAt(store, cacheDir, Date.now());
    expect(total.runtimes).toBe(0);
    expect(notes).toEqual(['"2026-02-24-1030-meeting-notes.md" is left out: no frontmatter']);
  });

  it('takes a folder that is missing for an empty one', async () => {
    const { store, cacheDir } = makeStore();
    expect(await readAt(store, cacheDir, 0)).toEqual(referenceOf([], 0));
  });

  it('finds a model that was only named at the start', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSession(store, sampleSession());
    const statistics = createStatistics(store, { cacheDir });
    const found = await statistics.read({ model: 'opta-lmx/0.5.0' });
    expect(found).toMatchObject({ total: { runtimes: 1, events: 3, requests: 0, failures: 0 }, models: [] });
    expect((await statistics.read({ model: 'lab/other' })).total.runtimes).toBe(0);
    await statistics.close();
  });
});

describe('a query', () => {
  it.each<[unknown, string]>([
    [{ since: '24.02.2026' }, '`since` is "24.02.2026": give a day, YYYY-MM-DD'],
    [{ until: '2026-02-31' }, '`until` is "2026-02-31": give a day'],
    [{ since: '2026-03-01', until: '2026-02-28' }, '`until` is "2026-02-28": give a day that is not before'],
    [{ device: '' }, '`device` is "": give a name, or leave it out for all'],
    [{ modell: 'a' }, 'with `since`, `until`, `device`, `model`'],
    [{ since: 7, model: 7 }, '`since` is "7": give a day, YYYY-MM-DD; `model` is "7": give a name'],
    ['2026', 'give an object with `since`'],
  ])('%j is refused', async (query, message) => {
    const { store, cacheDir } = makeStore();
    const statistics = createStatistics(store, { cacheDir });
    await expect(statistics.read(query as StatisticsQuery)).rejects.toMatchObject({
      code: 'JOURNAL_SEARCH_QUERY_INVALID',
      message: expect.stringContaining(message),
    });
    await statistics.close();
  });
});

describe('closing', () => {
  it('ends what is under way and refuses what comes after', async () => {
    const { store, cacheDir } = makeStore();
    for (let index = 1; index < 20; index += 1) await leaveSession(store, sampleSession({ index }));
    const statistics = createStatistics(store, { cacheDir });
    const reads = [statistics.read(), statistics.read()].map((read) => read.catch((error: unknown) => error));
    await statistics.close();
    const closed = expect.objectContaining({ code: 'JOURNAL_SEARCH_CLOSED' });
    expect(await reads[1]).toEqual(closed);
    await expect(statistics.read()).rejects.toEqual(closed);
    await statistics.close();
  });
});
