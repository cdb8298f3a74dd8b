import { join } from 'node:path';
import { formatSessionLog } from '@opta/journal-format';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { planRecovery, previewSession, recover } from '../src/index.js';
import {
  contents,
  leaveHeartbeat,
  leaveSession,
  openStore,
  options,
  PROCESS_START,
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
