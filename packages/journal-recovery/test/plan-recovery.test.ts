import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatSessionLog } from '@opta/journal-format';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { planRecovery, previewSession, recover } from '../src/index.js';
import {
  contents,
  HERE,
  leaveHeartbeat,
  leaveSession,
  openStore,
  options,
  PROCESS_START,
  type SampleSession,
  STARTED_AT,
  stateFiles,
} from './sessions.js';

const running = { readProcess: async () => ({ state: 'running', start: PROCESS_START }) as const };

describe('a plan', () => {
  it('names what a recovery would finish, and changes nothing', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session, eventLog } = await leaveSession(store);
    leaveHeartbeat(folder, session, { minutesAgo: 20 });
    const before = contents(folder);
    const plan = await planRecovery(store, options());
    expect(plan).toEqual({ recoverable: [{ session, eventLog, ended: 'killed' }], left: [], failed: [] });
    expect(contents(folder)).toEqual(before);
    expect(stateFiles(folder, 'heartbeats')).toHaveLength(1);
    expect((await recover(store, options())).recovered).toMatchObject([{ session, status: 'killed' }]);
    expect(await planRecovery(store, options())).toEqual({ recoverable: [], left: [], failed: [] });
  });

  it('said that nothing tells how a session ended that has recorded its end', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const leave = (minute: number, sample: SampleSession = {}) =>
      leaveSession(store, {
        session: `01KJ5ZQ4M${minute}`,
        startedAt: STARTED_AT + minute * 60_000,
        ...sample,
      });
    const endOf = (status: string) => ({ endedAt: STARTED_AT + 600_000, durationMs: 600_000, status });
    await leave(0);
    const { session } = await leave(1);
    leaveHeartbeat(folder, session, { minutesAgo: 20, heap_used: 3_990_000_000 });
    await leave(2, { end: endOf('error') });
    await leave(3, { end: endOf('clean'), identity: { ...HERE, bootId: 'b0' } });
    const lost = await leave(4, { end: endOf('error') });
    writeFileSync(lost.path, readFileSync(lost.path, 'utf8').replace(/^.*\n/, ''));
    const wishes = options({ includeLegacy: true });
    const { recoverable } = await planRecovery(store, { ...wishes, readEnds: true });
    const { recovered } = await recover(store, wishes);
    expect(recoverable.map(({ eventLog, status }) => [eventLog, status])).toEqual(
      recovered.map(({ eventLog, status }) => [eventLog, status]),
    );
    expect(recoverable.map(({ ended, status }) => [ended, status]).sort()).toEqual([
      ['killed', 'error'],
      ['killed', 'killed'],
      ['killed', 'oom'],
      ['power', 'clean'],
      ['unknown', 'error'],
    ]);
  });

  it('names what it would leave, and why', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session, eventLog } = await leaveSession(store);
    expect(await planRecovery(store, options(running))).toEqual({
      recoverable: [],
      left: [{ session, eventLog, reason: 'running' }],
      failed: [],
    });
  });

  it('needs no folder', async () => {
    const store = openStore(join(makeTemporaryFolder(), 'missing'));
    expect(await planRecovery(store, options())).toEqual({ recoverable: [], left: [], failed: [] });
  });
});

describe('a preview', () => {
  it('is the log as it would be now', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSession(store);
    const [entry] = await store.listEventLogs();
    if (entry === undefined) throw new Error('there is no event log');
    const before = contents(folder);
    const { log, dialect, session } = await previewSession(store, entry, { now: STARTED_AT + 65_000 });
    expect([session, dialect]).toEqual(['01KJ5ZQ4M0', 'lmx']);
    const text = formatSessionLog(log, { dialect });
    expect(text).toContain('status: "running"');
    expect(text).toContain('duration: "00:01:05"');
    expect(text).toContain('- Total events: 3\n');
    expect(contents(folder)).toEqual(before);
  });
});
