import { existsSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { createJournalStore } from '../create-journal-store.js';

function folderWith(sizes: Record<string, number>): string {
  const directory = makeTemporaryFolder();
  for (const [name, size] of Object.entries(sizes)) writeFileSync(join(directory, name), 'x'.repeat(size));
  return directory;
}

const storeIn = (directory: string) =>
  createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });

describe('listing event logs', () => {
  it.each(['listEventLogs', 'pairEventLogs', 'listSessionLogs'] as const)(
    'leaves out no segment that is archived after its folder was read: %s',
    async (method) => {
      const first = '2026-02-24-135626-mbp-1-events.jsonl';
      const second = first.replace('.jsonl', '.2.jsonl');
      const directory = folderWith({ [first]: 10, [second]: 20 });
      const month = join(directory, 'archive/2026-02');
      mkdirSync(month, { recursive: true });
      const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
        const path = String(args[0]);
        if (name === 'lstat' && path === join(directory, first) && existsSync(path)) {
          writeFileSync(join(month, `${first}.gz`), gzipSync('x'));
          rmSync(path);
        }
        return undefined;
      });
      const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory, fileSystem });
      const listed = {
        listEventLogs: async () => (await store.listEventLogs())[0],
        pairEventLogs: async () => (await store.pairEventLogs())[0]?.eventLog,
        listSessionLogs: async () => (await store.listSessionLogs({ includeEventLogs: true })).entries[0],
      };
      expect((await listed[method]())?.segments).toEqual([first, second]);
      expect(existsSync(join(directory, first))).toBe(false);
    },
  );

  it('gives every event log once, the newest first, with all segments in their order', async () => {
    const directory = folderWith({
      '2026-02-24-135626-mbp-1-events.10.jsonl': 1,
      '2026-02-24-135626-mbp-1-events.2.jsonl': 20,
      '2026-02-24-135626-mbp-1-events.jsonl': 300,
      '2026-02-24-135626-mbp-1-events-2.jsonl': 4,
      '2026-02-25-135626-mbp-2-events.jsonl': 5,
      '2026-02-24-1356-mbp-1-a.md': 6,
      'events.jsonl': 7,
    });
    const newest = new Date('2026-03-01T00:00:00Z');
    utimesSync(join(directory, '2026-02-24-135626-mbp-1-events.2.jsonl'), newest, new Date(0));
    for (const name of ['.10.jsonl', '.2.jsonl', '.jsonl']) {
      const time = name === '.2.jsonl' ? newest : new Date(0);
      utimesSync(join(directory, `2026-02-24-135626-mbp-1-events${name}`), time, time);
    }
    const logs = await storeIn(directory).listEventLogs();
    expect(logs.map(({ fileName }) => fileName)).toEqual([
      '2026-02-25-135626-mbp-2-events.jsonl',
      '2026-02-24-135626-mbp-1-events.jsonl',
      '2026-02-24-135626-mbp-1-events-2.jsonl',
    ]);
    expect(logs[1]).toEqual({
      fileName: '2026-02-24-135626-mbp-1-events.jsonl',
      segments: [
        '2026-02-24-135626-mbp-1-events.jsonl',
        '2026-02-24-135626-mbp-1-events.2.jsonl',
        '2026-02-24-135626-mbp-1-events.10.jsonl',
      ],
      size: 321,
      modifiedAt: newest.getTime(),
      date: '2026-02-24',
      time: '13:56:26',
      device: 'mbp-1',
    });
  });

  it('gives an event log whose first segment is gone under the name of the next', async () => {
    const directory = folderWith({
      '2026-02-24-135626-mbp-1-events.3.jsonl': 1,
      '2026-02-24-135626-mbp-1-events.2.jsonl': 1,
    });
    expect(await storeIn(directory).listEventLogs()).toMatchObject([
      {
        fileName: '2026-02-24-135626-mbp-1-events.2.jsonl',
        segments: ['2026-02-24-135626-mbp-1-events.2.jsonl', '2026-02-24-135626-mbp-1-events.3.jsonl'],
      },
    ]);
  });

  it('marks archived ones, and takes the live file where both are there', async () => {
    const directory = folderWith({ '2026-02-24-135626-mbp-1-events.2.jsonl': 9 });
    const month = join(directory, 'archive', '2026-02');
    mkdirSync(month, { recursive: true });
    for (const name of [
      '2026-02-24-135626-mbp-1-events.jsonl',
      '2026-02-24-135626-mbp-1-events.2.jsonl',
      '2026-02-23-135626-mbp-1-events.jsonl',
    ]) {
      writeFileSync(join(month, `${name}.gz`), gzipSync('x'.repeat(1_000)));
    }
    const logs = await storeIn(directory).listEventLogs();
    const size = gzipSync('x'.repeat(1_000)).length;
    expect(logs.map(({ fileName, size: bytes, archived }) => [fileName, bytes, archived])).toEqual([
      ['2026-02-24-135626-mbp-1-events.jsonl', size + 9, undefined],
      ['2026-02-23-135626-mbp-1-events.jsonl', size, '2026-02'],
    ]);
  });

  it('opens no file, follows no link, and is empty where the folder is missing', async () => {
    const directory = folderWith({ '2026-02-24-135626-mbp-1-events.jsonl': 1 });
    symlinkSync('/etc/passwd', join(directory, '2026-02-24-135627-mbp-1-events.jsonl'));
    mkdirSync(join(directory, '2026-02-24-135628-mbp-1-events.jsonl'));
    symlinkSync('/', join(directory, 'archive'));
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory, fileSystem });
    expect(await store.listEventLogs()).toHaveLength(1);
    expect(fileSystem.calls.filter(({ name }) => name === 'open')).toEqual([]);
    expect(await storeIn(join(directory, 'missing')).listEventLogs()).toEqual([]);
  });
});
