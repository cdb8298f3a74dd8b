import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSessionLog } from '@opta/journal-format/parse';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { REFUSED_ATTEMPTS } from '../src/constants.js';
import { recover } from '../src/index.js';
import {
  contents,
  LOG_NAME,
  leaveHeartbeat,
  leaveSession,
  openStore,
  options,
  PROCESS_START,
  readSession,
  STARTED_AT,
  sessionLogs,
  stateFiles,
} from './sessions.js';

describe('several sessions', () => {
  it('of one minute get a log each, and those that have one keep it', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    for (const seconds of [0, 10, 10, 20]) {
      await leaveSession(store, {
        session: `s${Math.random()}`.replace('.', ''),
        startedAt: STARTED_AT + seconds * 1_000,
      });
    }
    await recover(store, options());
    const copies = ['', '-2', '-3', '-4'].map((copy) => LOG_NAME.replace('.md', `${copy}.md`));
    expect(sessionLogs(folder)).toEqual(copies.sort());
    const before = contents(folder);
    expect(await recover(store, options())).toEqual({ recovered: [], left: [], failed: [] });
    expect(contents(folder)).toEqual(before);
  });

  it('are looked at without listing the folder for each', async () => {
    const listings: number[] = [];
    for (const count of [2, 6]) {
      const folder = makeTemporaryFolder();
      for (let index = 0; index < count; index += 1) {
        await leaveSession(openStore(folder), {
          session: `s${index}`,
          startedAt: STARTED_AT + index * 1_000,
        });
      }
      const readProcess = async () => ({ state: 'running', start: PROCESS_START }) as const;
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const { left } = await recover(openStore(folder, fileSystem), options({ readProcess, fileSystem }));
      expect(left).toHaveLength(count);
      listings.push(fileSystem.calls.filter(({ name }) => ['readdir', 'readNames'].includes(name)).length);
    }
    expect(listings[1]).toBe(listings[0]);
  });

  it('do not have the heads of all logs read again for each of them', async () => {
    const DAY_MS = 86_400_000;
    const opened: number[] = [];
    for (const count of [1, 5]) {
      const folder = makeTemporaryFolder();
      const store = openStore(folder);
      for (let index = 0; index < 20; index += 1) {
        await leaveSession(store, { session: `old${index}`, startedAt: STARTED_AT - (index + 1) * DAY_MS });
      }
      await recover(store, options());
      for (let index = 0; index < count; index += 1) {
        await leaveSession(store, { session: `s${index}`, startedAt: STARTED_AT + index * 60_000 });
      }
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const { recovered } = await recover(openStore(folder, fileSystem), options({ fileSystem }));
      expect(recovered).toHaveLength(count);
      const heads = fileSystem.calls.filter(
        ({ name, args }) => name === 'open' && /\/2026-02-\d\d-\d{4}-.*\.md$/.test(String(args[0])),
      );
      opened.push(heads.length);
    }
    const [one = 0, five = 0] = opened;
    // Those of its own day, of which there are five at most.
    expect(five - one).toBeLessThan(20);
  });

  it('are not held up by one that fails', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSession(store, { session: 'first' });
    await leaveSession(store, { session: 'second', startedAt: STARTED_AT + 60_000 });
    const failing: typeof store = {
      ...store,
      readEventBatches: (source, filter) => {
        if (JSON.stringify(source).includes('135626')) throw new Error('the disk is tired');
        return store.readEventBatches(source, filter);
      },
    };
    const report = await recover(failing, options());
    expect(report.recovered).toMatchObject([{ session: 'second' }]);
    expect(report.failed).toMatchObject([{ error: { code: 'JOURNAL_RECOVERY_FAILED' } }]);
    expect(report.failed[0]?.error.message).toContain('the disk is tired');
    expect((await recover(store, options())).recovered).toMatchObject([{ session: 'first' }]);
  });

  it('are recovered once by many recoveries at the same time', async () => {
    const folder = makeTemporaryFolder();
    const stores = Array.from({ length: 6 }, () => openStore(folder));
    for (let index = 0; index < 5; index += 1) {
      await leaveSession(openStore(folder), { session: `s${index}`, startedAt: STARTED_AT + index * 1_000 });
      leaveHeartbeat(folder, `s${index}`, { sequence: 7 });
    }
    const reports = await Promise.all(stores.map((store) => recover(store, options())));
    expect(reports.flatMap(({ failed }) => failed)).toEqual([]);
    expect(reports.flatMap(({ recovered }) => recovered.filter(({ existed }) => !existed))).toHaveLength(5);
    const sessions = sessionLogs(folder).map((name) => parseSessionLog(readSession(folder, name)).session);
    expect(sessions.sort()).toEqual(['s0', 's1', 's2', 's3', 's4']);
    expect(stateFiles(folder, 'endings')).toEqual([]);
  });
});

describe('what is asked for', () => {
  it('is checked', async () => {
    await expect(
      recover(openStore(makeTemporaryFolder()), { timeZone: 'Mars/Base', exclude: 'x' as never }),
    ).rejects.toMatchObject({
      code: 'JOURNAL_RECOVERY_OPTION_INVALID',
      message: expect.stringMatching(/timeZone is "Mars\/Base".*exclude is "x"/),
    });
  });

  it('is refused where the folder cannot be looked through', async () => {
    const folder = makeTemporaryFolder();
    writeFileSync(join(folder, 'sessions'), 'a file');
    await expect(recover(openStore(folder), options())).rejects.toMatchObject({
      code: 'JOURNAL_RECOVERY_LISTING_FAILED',
    });
  });

  it('creates nothing where there is nothing to do', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    expect(await recover(store, options())).toEqual({ recovered: [], left: [], failed: [] });
    await store.prepare();
    await recover(store, options());
    expect(stateFiles(folder, 'heartbeats')).toEqual([]);
  });

  it.each([
    [2, 0],
    [Number.POSITIVE_INFINITY, 1],
  ])(
    'is done in a folder of state that is being made: refused %d times, failed %d',
    async (times, failures) => {
      const folder = makeTemporaryFolder();
      leaveHeartbeat(folder, 'other');
      let refused = 0;
      const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
        if (name !== 'readdir' || !String(args[0]).endsWith('heartbeats') || refused >= times)
          return undefined;
        refused += 1;
        return { errno: 'EACCES' };
      });
      const { failed } = await recover(openStore(folder, fileSystem), options({ fileSystem }));
      expect(failed).toHaveLength(failures);
      expect(refused).toBe(failures === 0 ? times : 1 + REFUSED_ATTEMPTS);
    },
  );

  it('ends between two sessions when it is stopped', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    await leaveSession(store);
    expect((await recover(store, options({ signal: AbortSignal.abort() }))).recovered).toEqual([]);
    expect((await recover(store, options())).recovered).toHaveLength(1);
  });
});
