import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { createJournalStore } from '@opta/journal-store';
import { expect, it } from 'vitest';
import { createRuntimeJournal } from '../src/index.js';
import { useLogFolders } from './log-folders.js';

const folders = useLogFolders();
const DAY_MS = 86_400_000;

/** Refuses one sync of data, as a disk does that has lost what it was to write. */
function failingOnce(shouldFail: () => boolean): FileSystem {
  return {
    ...nodeFileSystem,
    async: {
      ...nodeFileSystem.async,
      fdatasync: async (fd) => {
        if (shouldFail()) throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
        return nodeFileSystem.async.fdatasync(fd);
      },
    },
  };
}

it('a runtime cut into segments by size and by a failed sync is one session everywhere', async () => {
  let failures = 0;
  let mayFail = false;
  const startedAt = Date.now() - 40 * DAY_MS;
  const journal = createRuntimeJournal(
    { ...folders.config(), maxEventLogBytes: 65_536, flushIntervalMs: 5, retention_mode: 'off' },
    {
      environment: {},
      onError: () => undefined,
      clock: () => startedAt,
      fileSystem: failingOnce(() => {
        if (!mayFail || failures > 0) return false;
        failures += 1;
        return true;
      }),
    },
  );
  await journal.start({ startedAt });
  const record = (count: number): void => {
    for (let index = 0; index < count; index += 1) {
      journal.record({ type: 'probe', data: { index, text: 'x'.repeat(1_000) } });
    }
  };
  const settle = async (): Promise<void> => {
    while (journal.status().queuedBytes > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  record(150);
  await settle();
  mayFail = true;
  record(10);
  while (failures === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  record(100);
  await settle();
  expect(await journal.finalize()).toMatchObject({ ok: true });
  expect(folders.eventLogs().length).toBeGreaterThanOrEqual(5);

  const store = createJournalStore({
    sessionLogsDir: folders.sessions,
    updateLogsDir: folders.updates,
    timeZone: 'UTC',
  });
  expect(folders.sessionLogs()).toHaveLength(1);
  expect(folders.read('sessions', folders.sessionLogs()[0])).toContain('| probe | 260 |');
  const entries = (await store.listSessionLogs({ includeEventLogs: true })).entries;
  expect(entries.map(({ kind }) => kind).sort()).toEqual(['events', 'session']);

  const eventLog = journal.status().eventLog as string;
  const sequences: number[] = [];
  const types: string[] = [];
  for await (const one of store.readEvents(eventLog.slice(folders.sessions.length + 1))) {
    if (one.kind !== 'record') throw new Error(one.reason);
    sequences.push(one.seq as number);
    types.push(one.eventType);
  }
  expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  expect(types.filter((type) => type === 'probe')).toHaveLength(260);
  expect(types.filter((type) => type === 'journal_gap')).toHaveLength(1);

  const plan = await store.planRetention({ device: 'studio', retentionDays: 30 });
  expect(plan.units).toHaveLength(1);
  await store.acceptRetention(plan);
  await store.applyRetention(plan);
  expect([...folders.sessionLogs(), ...folders.eventLogs()]).toEqual([]);
  let archived = 0;
  for await (const one of store.readEvents(eventLog.slice(folders.sessions.length + 1))) {
    if (one.kind === 'record' && one.eventType === 'probe') archived += 1;
  }
  expect(archived).toBe(260);
});
