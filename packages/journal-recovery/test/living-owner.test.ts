import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { recover } from '../src/index.js';
import {
  contents,
  HERE,
  LOG_NAME,
  leaveHeartbeat,
  leaveSession,
  openStore,
  options,
  PROCESS_START,
  readSession,
  setAge,
  stateFiles,
} from './sessions.js';

describe('an owner that lives', () => {
  it.each([
    [
      'its process runs',
      {},
      { readProcess: async () => ({ state: 'running', start: PROCESS_START }) as const },
    ],
    ['it is in another container', { pidNamespace: 'pid:[2]' }, {}],
    ['its process is hidden', {}, { readProcess: async () => ({ state: 'hidden' }) as const }],
    ['it runs on another machine', { machineId: 'm2', bootId: 'b2' }, {}],
  ])('is left alone where %s', async (_, identity, changes) => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session, eventLog } = await leaveSession(store, { identity: { ...HERE, ...identity } });
    leaveHeartbeat(folder, session);
    const before = contents(folder);
    const report = await recover(store, options(changes));
    expect(report.left).toMatchObject([{ session, eventLog }]);
    expect(report.recovered).toEqual([]);
    expect(contents(folder)).toEqual(before);
    expect(stateFiles(folder, 'heartbeats')).toEqual([`${session}.json`]);
  });

  it('has nothing written beside it where its process is seen', async () => {
    const folder = makeTemporaryFolder();
    await leaveSession(openStore(folder));
    const before = readdirSync(join(folder, 'sessions'));
    const readProcess = async () => ({ state: 'running', start: PROCESS_START }) as const;
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    await recover(openStore(folder, fileSystem), options({ readProcess, fileSystem }));
    expect(readdirSync(join(folder, 'sessions'))).toEqual(before);
    const names = fileSystem.calls.map(({ name }) => name);
    expect(names).not.toContain('unlink');
    expect(names).not.toContain('write');
  });

  it('is not looked at where it is one of this process', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session } = await leaveSession(store);
    leaveHeartbeat(folder, session, { minutesAgo: 60 });
    const report = await recover(store, options({ exclude: [session] }));
    expect(report).toEqual({ recovered: [], left: [], failed: [] });
    expect(stateFiles(folder, 'heartbeats')).toEqual([`${session}.json`]);
  });

  it('is recovered after all when it has been silent for ten heartbeats', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session, path } = await leaveSession(store, { identity: { ...HERE, pidNamespace: 'pid:[2]' } });
    leaveHeartbeat(folder, session, { minutesAgo: 4 });
    setAge(path, 60);
    const { left } = await recover(store, options());
    expect(left).toMatchObject([{ reason: 'heard-lately' }]);
    expect(left[0]?.retryAfterMs).toBeGreaterThan(50_000);
    leaveHeartbeat(folder, session, { minutesAgo: 6 });
    expect((await recover(store, options())).recovered).toMatchObject([{ status: 'killed' }]);
  });
});

describe('heartbeats', () => {
  it('of finished sessions are removed once they are silent', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSession(store);
    await recover(store, options());
    leaveHeartbeat(folder, '01KJ5ZQ4M0', { minutesAgo: 60 });
    leaveHeartbeat(folder, 'starting', { minutesAgo: 1 });
    await recover(store, options());
    expect(stateFiles(folder, 'heartbeats')).toEqual(['starting.json']);
  });

  it.each(['', '{', '{"session":"other"}', '\0\0\0'])('that hold %j are as good as none', async (content) => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { session } = await leaveSession(store);
    leaveHeartbeat(folder, session);
    writeFileSync(join(folder, `sessions/.opta-journal/heartbeats/${session}.json`), content);
    await recover(store, options());
    expect(readSession(folder, LOG_NAME)).toContain('(sequence 4); what came after is not known.');
  });
});
