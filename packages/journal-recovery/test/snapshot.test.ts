import { readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import type { JournalStore } from '@opta/journal-store';
import { createSummary } from '@opta/journal-summary';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { createSessionPulse, type HostIdentity, planRecovery, recover } from '../src/index.js';
import {
  HERE,
  openStore,
  options,
  readSession,
  STARTED_AT,
  sessionLogs,
  setAge,
  stateFiles,
} from './sessions.js';

const NAME = '2026-02-24-0256-mbp-1-runtime-session.md';

/** What a runtime without an event log leaves when it is killed half a minute after its last snapshot. */
async function leaveSnapshot(store: JournalStore, identity: HostIdentity = HERE): Promise<void> {
  const session = { session: 'silent', device: 'mbp-1', user: 'ann', model: 'm', startedAt: STARTED_AT };
  const summary = createSummary({ ...session, timeZone: 'UTC', metadata: {} });
  for (const type of ['model_loaded', 'download_failed', 'model_loaded']) {
    summary.add({ type, data: { model_id: 'qwen3' }, time: STARTED_AT + 1_000 });
  }
  const pulse = createSessionPulse({
    sessionLogsDir: store.sessionLogsDir,
    session: 'silent',
    now: () => ({ time: STARTED_AT + 30_000, elapsedMs: 30_000, sequence: 3 }),
    snapshot: { device: 'mbp-1', identity, dialect: 'lmx', summary },
  });
  await pulse.beat();
}

describe('a session without an event log', () => {
  it('gets the log of its last snapshot, which says what is not known', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSnapshot(store);
    const plan = await planRecovery(store, { ...options(), readEnds: true });
    expect(plan.recoverable).toEqual([{ session: 'silent', ended: 'killed', status: 'killed' }]);
    const report = await recover(store, options());
    expect(report.recovered).toEqual([
      { session: 'silent', fileName: NAME, status: 'killed', existed: false },
    ]);
    const text = readSession(folder, NAME);
    expect(readFrontmatter(text)).toMatchObject({ session: 'silent', recovered: true, duration: '00:00:30' });
    expect(text).toContain('- Total events: 3\n');
    expect(text).toContain('Known up to 02:56:56 (sequence 3); what came after is not known.');
    expect([stateFiles(folder, 'sessions'), stateFiles(folder, 'heartbeats')]).toEqual([[], []]);
    expect(await recover(store, options())).toEqual({ recovered: [], left: [], failed: [] });
    expect(readSession(folder, NAME)).toBe(text);
  });

  it.each([
    ['power', { bootId: 'b2' }, {}],
    ['unknown', { bootId: 'b2', machineId: 'm2' }, { includeForeign: true }],
  ])('ended by %s where it ran elsewhere', async (status, identity, wishes) => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSnapshot(store);
    for (const directory of ['sessions', 'heartbeats']) {
      setAge(join(folder, 'sessions/.opta-journal', directory, 'silent.json'), 60);
    }
    const report = await recover(store, options({ identity: { ...HERE, ...identity }, ...wishes }));
    expect(report.recovered).toMatchObject([{ status }]);
    expect(readFrontmatter(readSession(folder, NAME))).toMatchObject({ status });
  });

  it('is left alone while its owner lives', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSnapshot(store, { ...HERE, pidNamespace: 'pid:[2]' });
    const report = await recover(store, options());
    expect(report.left).toMatchObject([{ session: 'silent', reason: 'heard-lately' }]);
    expect(stateFiles(folder, 'sessions')).toEqual(['silent.json']);
  });

  it('only loses its snapshot where it published its log itself', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSnapshot(store);
    const log = { date: '2026-02-24', time: '02:56 UTC', device: 'mbp-1', session: 'silent' };
    await store.publishSessionLog(log, { summary: 'graceful stop' });
    expect((await recover(store, options())).recovered).toEqual([]);
    expect(sessionLogs(folder)).toEqual(['2026-02-24-0256-mbp-1-graceful-stop.md']);
    expect(stateFiles(folder, 'sessions')).toEqual([]);
  });

  it.each(['', '{"session":"other"}', '[]', '{"session":"silent","logs":{}}'])(
    'whose snapshot is %j is reported and kept for a person to look at',
    async (content) => {
      const folder = makeTemporaryFolder();
      const store = openStore(folder);
      await leaveSnapshot(store);
      writeFileSync(join(folder, 'sessions/.opta-journal/sessions/silent.json'), content);
      const report = await recover(store, options());
      expect(report.failed).toMatchObject([
        { session: 'silent', error: { code: 'JOURNAL_RECOVERY_FAILED' } },
      ]);
      expect(stateFiles(folder, 'sessions')).toEqual(['silent.json']);
    },
  );
});

it.each(['sessions', 'heartbeats', ''])(
  'nothing behind a link at .opta-journal/%s is read or removed',
  async (part) => {
    const folder = makeTemporaryFolder();
    const elsewhere = join(makeTemporaryFolder(), 'theirs');
    const store = openStore(folder);
    // A log that is there already is no reason to tidy up behind a link.
    await leaveSnapshot(store);
    await recover(store, options());
    await leaveSnapshot(store);
    const place = join(store.sessionLogsDir, '.opta-journal', part);
    renameSync(place, elsewhere);
    symlinkSync(elsewhere, place);
    const before = readdirSync(elsewhere, { recursive: true });
    await recover(store, options()).catch(() => undefined);
    expect(readdirSync(elsewhere, { recursive: true })).toEqual(before);
  },
);
