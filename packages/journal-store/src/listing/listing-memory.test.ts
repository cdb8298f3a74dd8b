import { execFileSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import * as fs from 'node:fs';
import { mkdirSync, readFile, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { spawnScript } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LEAST_QUEUED_CHANGES, MAX_WATCHED_CHANGES, REMEMBERED_MS } from '../constants.js';
import { createJournalStore } from '../create-journal-store.js';
import type { JournalStore } from '../journal-store.js';
import { reportsChanges } from './reports-changes.js';

vi.mock('node:fs', { spy: true });

const NAMES = [
  '2026-02-24-1356-mbp-1-a.md',
  '2026-02-24-1357-mbp-1-b.md',
  '2026-02-25-0900-mbp-1-c.md',
] as const;
const [A, B, C] = NAMES;

function logOf(device: string): string {
  return `---\ndate: 2026-02-24\ndevice: "${device}"\n---\n\nbody\n`;
}

/** A store with three logs of `studio`, which were listed with a filter. */
async function listedStore(): Promise<JournalStore> {
  const directory = makeTemporaryFolder();
  for (const name of NAMES) writeFileSync(join(directory, name), logOf('studio'));
  const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
  expect(await namesOf(store, 'studio')).toEqual([C, B, A]);
  expect(await namesOf(store, 'laptop')).toEqual([]);
  return store;
}

async function namesOf(store: JournalStore, device: string): Promise<string[]> {
  return (await store.listSessionLogs({ device })).entries.map(({ fileName }) => fileName);
}

/** In another process, and at its end before this one runs on. */
function runElsewhere(script: string, ...parameters: string[]): void {
  execFileSync(process.execPath, ['-e', script, ...parameters]);
}

/** How many logs a listing opens that finds nothing. */
async function opensOf(store: JournalStore): Promise<number> {
  const open = vi.spyOn(nodeFileSystem.sync, 'open').mockClear();
  expect(await namesOf(store, 'nobody')).toEqual([]);
  return open.mock.calls.filter(([path]) => path.startsWith(store.sessionLogsDir)).length;
}

afterEach(() => {
  vi.resetAllMocks();
  vi.useRealTimers();
});

/** Elsewhere nothing is remembered; the tests below say so. */
describe.runIf(reportsChanges(tmpdir()))('heads that are remembered', () => {
  it('are not read again, and neither are names', async () => {
    const store = await listedStore();
    const readNames = vi.spyOn(nodeFileSystem.async, 'readNames').mockClear();
    expect(await opensOf(store)).toBe(0);
    expect(readNames).not.toHaveBeenCalled();
    // Only what matches is opened, to show it.
    writeFileSync(join(store.sessionLogsDir, B), logOf('laptop'));
    expect(await opensOf(store)).toBe(1);
    const open = vi.spyOn(nodeFileSystem.sync, 'open').mockClear();
    expect(await namesOf(store, 'laptop')).toEqual([B]);
    expect(open.mock.calls.map(([path]) => path)).toEqual([join(store.sessionLogsDir, B)]);
    expect(readNames).not.toHaveBeenCalled();
  });

  it('stay when a log comes: that one is read, and the names once', async () => {
    const store = await listedStore();
    const readNames = vi.spyOn(nodeFileSystem.async, 'readNames').mockClear();
    writeFileSync(join(store.sessionLogsDir, '2026-02-24-1358-mbp-1-d.md'), logOf('laptop'));
    expect(await opensOf(store)).toBe(1);
    expect(await opensOf(store)).toBe(0);
    expect(readNames).toHaveBeenCalledTimes(1);
  });

  it('follow names by what the folder says of itself, and by what the system reports', async () => {
    const store = await listedStore();
    const d = '2026-02-24-1358-mbp-1-d.md';
    const stat = await nodeFileSystem.async.stat(store.sessionLogsDir);
    // Two changes within the time that the file system tells apart.
    vi.spyOn(nodeFileSystem.sync, 'stat').mockReturnValue(stat);
    writeFileSync(join(store.sessionLogsDir, d), logOf('laptop'));
    expect(await namesOf(store, 'laptop')).toEqual([d]);
    vi.resetAllMocks();

    vi.mocked(fs.watch).mockReturnValue(
      Object.assign(new EventEmitter(), { close: () => undefined }) as never,
    );
    const another = await listedStore();
    writeFileSync(join(another.sessionLogsDir, d), logOf('laptop'));
    expect(await namesOf(another, 'laptop')).toEqual([d]);
  });

  it('are read again for a log that another process has written to, and for no other one', async () => {
    const store = await listedStore();
    // As long as before, and with its old time.
    runElsewhere(
      "const [path, text] = process.argv.slice(1); const fs = require('fs'); const { atime, mtime } = fs.statSync(path); fs.writeFileSync(path, text); fs.utimesSync(path, atime, mtime);",
      join(store.sessionLogsDir, B),
      logOf('laptop'),
    );
    expect(await namesOf(store, 'laptop')).toEqual([B]);
    expect(await namesOf(store, 'studio')).toEqual([C, A]);
    expect(await opensOf(store)).toBe(0);
    runElsewhere("require('fs').appendFileSync(process.argv[1], 'more')", join(store.sessionLogsDir, C));
    expect(await opensOf(store)).toBe(1);
  });

  it('are right for a change that was made in the same turn of the event loop', async () => {
    const store = await listedStore();
    const path = join(store.sessionLogsDir, A);
    // In a callback of input or output the system has been asked already what has changed.
    const names = await new Promise<string[]>((resolve, reject) => {
      readFile(path, () => {
        writeFileSync(path, logOf('laptop'));
        namesOf(store, 'laptop').then(resolve, reject);
      });
    });
    expect(names).toEqual([A]);
  });

  it('follow logs that are replaced, renamed, published, removed, archived and restored', async () => {
    const store = await listedStore();
    const at = (...parts: string[]) => join(store.sessionLogsDir, ...parts);
    writeFileSync(at('draft'), logOf('laptop'));
    renameSync(at('draft'), at(A));
    expect(await namesOf(store, 'laptop')).toEqual([A]);
    renameSync(at(B), at('2026-02-26-0900-mbp-1-b.md'));
    expect(await namesOf(store, 'studio')).toEqual(['2026-02-26-0900-mbp-1-b.md', C]);
    writeFileSync(at('2026-02-27-0900-mbp-1-d.md'), logOf('laptop'));
    rmSync(at(C));
    expect(await namesOf(store, 'laptop')).toEqual(['2026-02-27-0900-mbp-1-d.md', A]);
    expect(await namesOf(store, 'studio')).toEqual(['2026-02-26-0900-mbp-1-b.md']);

    mkdirSync(at('archive', '2026-02'), { recursive: true });
    renameSync(at(A), at('archive', '2026-02', A));
    expect(await namesOf(store, 'laptop')).toEqual(['2026-02-27-0900-mbp-1-d.md', A]);
    expect(await opensOf(store)).toBe(0);
    writeFileSync(at('archive', '2026-02', A), logOf('studio'));
    expect(await namesOf(store, 'studio')).toEqual(['2026-02-26-0900-mbp-1-b.md', A]);
    renameSync(at('archive', '2026-02', A), at(A));
    const { entries } = await store.listSessionLogs({ device: 'studio' });
    expect(entries.map(({ fileName, archived }) => [fileName, archived])).toEqual([
      ['2026-02-26-0900-mbp-1-b.md', undefined],
      [A, undefined],
    ]);
  });

  it('are forgotten where a whole month of the archive was put into the place of another one', async () => {
    const store = await listedStore();
    const at = (...parts: string[]) => join(store.sessionLogsDir, ...parts);
    mkdirSync(at('archive', '2026-02'), { recursive: true });
    renameSync(at(A), at('archive', '2026-02', A));
    expect(await namesOf(store, 'studio')).toEqual([C, B, A]);
    for (const month of ['2026-02', '2026-03']) {
      mkdirSync(at('new', month), { recursive: true });
      writeFileSync(at('new', month, A), logOf('laptop'));
    }
    renameSync(at('archive', '2026-02'), at('old'));
    renameSync(at('new', '2026-02'), at('archive', '2026-02'));
    expect(await namesOf(store, 'laptop')).toEqual([A]);
    // A newer month has the log of that name that counts.
    writeFileSync(at('archive', '2026-02', A), logOf('studio'));
    expect(await namesOf(store, 'laptop')).toEqual([]);
    renameSync(at('new', '2026-03'), at('archive', '2026-03'));
    expect(await namesOf(store, 'laptop')).toEqual([A]);
  });

  it('are forgotten with the folder, whether another one is in its place or it comes back', async () => {
    const store = await listedStore();
    const { sessionLogsDir } = store;
    const other = `${sessionLogsDir}-other`;
    mkdirSync(other);
    writeFileSync(join(other, A), logOf('laptop'));
    renameSync(sessionLogsDir, `${sessionLogsDir}-old`);
    expect(await namesOf(store, 'studio')).toEqual([]);
    renameSync(other, sessionLogsDir);
    expect(await namesOf(store, 'laptop')).toEqual([A]);
    renameSync(sessionLogsDir, other);
    renameSync(`${sessionLogsDir}-old`, sessionLogsDir);
    expect(await namesOf(store, 'laptop')).toEqual([]);
    expect(await namesOf(store, 'studio')).toEqual([C, B, A]);
    rmSync(other, { recursive: true });
  });

  it('are forgotten with a folder whose place and number another one has', async () => {
    const store = await listedStore();
    const { sessionLogsDir } = store;
    vi.spyOn(nodeFileSystem.sync, 'stat').mockReturnValue(await nodeFileSystem.async.stat(sessionLogsDir));
    rmSync(sessionLogsDir, { recursive: true });
    mkdirSync(sessionLogsDir);
    writeFileSync(join(sessionLogsDir, A), logOf('laptop'));
    expect(await namesOf(store, 'laptop')).toEqual([A]);
    writeFileSync(join(sessionLogsDir, A), logOf('studio'));
    expect(await namesOf(store, 'studio')).toEqual([A]);
  });

  it('are forgotten after so many changes that the system may have lost one', async () => {
    const store = await listedStore();
    const script =
      "const { appendFileSync, writeFileSync } = require('fs'); const [changes, other, more, path, text] = process.argv.slice(1); for (let index = 0; index < changes; index += 1) appendFileSync(index % 2 ? other : more, ' '); writeFileSync(path, text);";
    const change = (count: number, name: string) =>
      runElsewhere(
        script,
        String(count),
        ...[A, B, name].map((one) => join(store.sessionLogsDir, one)),
        logOf('laptop'),
      );
    change(LEAST_QUEUED_CHANGES, C);
    expect(await namesOf(store, 'laptop')).toEqual([C]);
    expect(await opensOf(store)).toBe(0);
    change(MAX_WATCHED_CHANGES, C);
    expect(await opensOf(store)).toBe(NAMES.length);
  });

  it('are forgotten when their watch dies, and every minute', async () => {
    const watch = vi.mocked(fs.watch);
    const store = await listedStore();
    expect(watch).toHaveBeenCalled();
    const watcher = watch.mock.results.at(-1)?.value;
    expect(watcher).toBeInstanceOf(EventEmitter);
    watcher?.emit('error', new Error('the watch is gone'));
    expect(await opensOf(store)).toBe(NAMES.length);

    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const another = await listedStore();
    vi.advanceTimersByTime(REMEMBERED_MS - 1);
    expect(await opensOf(another)).toBe(0);
    vi.advanceTimersByTime(1);
    expect(await opensOf(another)).toBe(NAMES.length);
  });

  it('are right in listings that run at the same time while logs change', async () => {
    const store = await listedStore();
    const path = join(store.sessionLogsDir, B);
    for (const device of ['laptop', 'studio', 'laptop']) {
      writeFileSync(path, logOf(device));
      const all = await Promise.all([1, 2, 3].map(() => namesOf(store, device)));
      for (const names of all) expect(names).toContain(B);
    }
  });

  it('keep no process alive', async () => {
    const fixture = join(import.meta.dirname, '../../test/fixtures/list-and-return.ts');
    const directory = makeTemporaryFolder();
    writeFileSync(join(directory, A), logOf('mbp-1'));
    const { lines, ended } = spawnScript(fixture, [directory]);
    expect(await ended).toEqual({ code: 0, signal: null, stderr: '' });
    expect(lines).toEqual(['1', 'exit']);
  });
});

describe('where nothing can be remembered', () => {
  it('every listing reads the heads, and is right', async () => {
    vi.mocked(fs.watch).mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC: no watches left'), { code: 'ENOSPC' });
    });
    const store = await listedStore();
    expect(await opensOf(store)).toBe(NAMES.length);
    writeFileSync(join(store.sessionLogsDir, B), logOf('laptop'));
    const open = vi.spyOn(nodeFileSystem.sync, 'open').mockClear();
    expect(await namesOf(store, 'laptop')).toEqual([B]);
    // Once more the one that matches, to show it.
    const opened = open.mock.calls.filter(([path]) => path.startsWith(store.sessionLogsDir));
    expect(opened).toHaveLength(NAMES.length + 1);
  });

  it('nothing is watched that is not to be, is no file system of this machine, or does not say what changes', async () => {
    const watch = vi.mocked(fs.watch);
    const directory = makeTemporaryFolder();
    writeFileSync(join(directory, A), logOf('studio'));
    const folders = { sessionLogsDir: directory, updateLogsDir: directory };
    await namesOf(createJournalStore({ ...folders, fileSystem: { ...nodeFileSystem } }), 'studio');
    await namesOf(createJournalStore({ ...folders, rememberListings: false }), 'studio');
    expect(watch).not.toHaveBeenCalled();
    // What a network file system answers: 0x6969 is NFS.
    vi.mocked(fs.statfsSync).mockReturnValue({ type: 0x6969 } as never);
    await namesOf(createJournalStore(folders), 'studio');
    expect(watch).not.toHaveBeenCalled();
  });

  it('no listing without a filter watches anything', async () => {
    const watch = vi.mocked(fs.watch);
    const directory = makeTemporaryFolder();
    const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
    await store.listSessionLogs();
    await store.listUpdateLogs();
    expect(watch).not.toHaveBeenCalled();
  });
});
