import { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  DAY_MS,
  makeRetentionFolder,
  NOW,
  type RetentionFolder,
  writeSession,
} from '../../test/retention-folder.js';
import type { RetentionPolicy } from './retention-policy.js';

const POLICY: RetentionPolicy = { device: 'mbp-1', compat: 'lmx', mode: 'delete', now: NOW };

/** A file that was changed so many days ago. */
function writeOld(directory: string, name: string, days: number): void {
  writeFileSync(join(directory, name), '# log\n');
  const time = new Date(NOW - days * DAY_MS);
  utimesSync(join(directory, name), time, time);
}

async function prune({ store }: RetentionFolder, policy: Partial<RetentionPolicy>): Promise<string[]> {
  return (await store.applyRetention(await store.planRetention({ ...POLICY, ...policy }))).done;
}

// The numbers are those of the contracts of Opta LMX's tests.
describe("under Opta LMX's rules", () => {
  it('(1) a session log goes by the time of its last change, whatever its name', async () => {
    const folder = makeRetentionFolder();
    writeOld(folder.directory, 'old-session.md', 40);
    writeOld(folder.directory, 'new-session.md', 1);
    expect(await prune(folder, { retentionDays: 30 })).toEqual(['old-session.md']);
    expect(readdirSync(folder.directory).filter((name) => name.endsWith('.md'))).toEqual(['new-session.md']);
  });

  it('(2) an update log goes by the same limit', async () => {
    const folder = makeRetentionFolder();
    writeOld(folder.updates, '200_2026-01-01_old.md', 40);
    writeOld(folder.updates, '201_2020-01-01_new.md', 1);
    expect(await prune(folder, { retentionDays: 30 })).toEqual(['200_2026-01-01_old.md']);
    expect(readdirSync(folder.updates).filter((name) => name.endsWith('.md'))).toEqual([
      '201_2020-01-01_new.md',
    ]);
  });

  it('(3) an event log goes by age', async () => {
    const folder = makeRetentionFolder();
    writeOld(folder.directory, '2026-01-01-events.jsonl', 40);
    expect(await prune(folder, { retentionDays: 30 })).toEqual(['2026-01-01-events.jsonl']);
  });

  it('(4) of five session logs three stay where three are wanted, the newest', async () => {
    const folder = makeRetentionFolder();
    for (let index = 0; index < 5; index += 1) writeOld(folder.directory, `session-0${index}.md`, 5 - index);
    writeOld(folder.directory, 'a.jsonl', 20);
    expect(await prune(folder, { retentionDays: 30, maxSessionLogs: 3 })).toEqual([
      'session-00.md',
      'session-01.md',
    ]);
    expect(existsSync(join(folder.directory, 'a.jsonl'))).toBe(true);
  });

  it('(5) missing folders are nothing', async () => {
    const folder = makeRetentionFolder(undefined, join(makeRetentionFolder().directory, 'x'));

    for (const directory of [folder.directory, folder.updates]) rmSync(directory, { recursive: true });
    expect(await prune(folder, { retentionDays: 30, maxSessionLogs: 3 })).toEqual([]);
    expect(existsSync(folder.directory)).toBe(false);
  });

  it('(6) age comes first, then the count of what is left', async () => {
    const folder = makeRetentionFolder();
    for (const name of ['old-1.md', 'old-2.md']) writeOld(folder.directory, name, 40);
    for (let index = 0; index < 4; index += 1) writeOld(folder.directory, `new-${index}.md`, 4 - index);
    expect(await prune(folder, { retentionDays: 30, maxSessionLogs: 3 })).toEqual([
      'old-1.md',
      'old-2.md',
      'new-0.md',
    ]);
  });

  it('guides, pins, links and unfinished sessions of ours stay all the same', async () => {
    const folder = makeRetentionFolder();
    const { directory } = folder;
    for (const name of ['README.md', 'SESSION_FORMAT.md', 'kept.md', 'gone.md'])
      writeOld(directory, name, 400);
    writeFileSync(join(directory, 'pinned.txt'), 'kept.md\n');
    const running = writeSession(directory, { days: 400, isFinished: false });
    const finished = writeSession(directory, { days: 401 });
    for (const name of [...running, ...finished]) utimesSync(join(directory, name), 1, 1);
    expect((await prune(folder, { retentionDays: 30 })).sort()).toEqual([...finished, 'gone.md'].sort());
    expect(existsSync(join(directory, running[0] ?? ''))).toBe(true);
  });

  it('what goes can go into the archive too, and come back', async () => {
    const folder = makeRetentionFolder();
    writeOld(folder.directory, 'old-session.md', 40);
    writeOld(folder.directory, 'events.jsonl', 40);
    const done = await prune(folder, { retentionDays: 30, mode: 'archive' });
    expect(done.sort()).toEqual(['events.jsonl', 'old-session.md']);
    expect(readdirSync(join(folder.directory, 'archive/2026-04')).sort()).toEqual([
      'events.jsonl.gz',
      'old-session.md',
    ]);
    for (const name of done) expect(await folder.store.restoreLog(name)).toEqual({ fileNames: [name] });
    expect(await folder.store.readLog('events.jsonl', { folder: 'sessions' })).toMatchObject({
      text: '# log\n',
    });
  });

  it('a clock ten years ahead lets nothing go where there is more than a handful', async () => {
    const folder = makeRetentionFolder();
    for (let index = 0; index < 30; index += 1) writeOld(folder.directory, `session-${index}.md`, index % 20);
    const plan = await folder.store.planRetention({
      ...POLICY,
      retentionDays: 30,
      now: NOW + 3_650 * DAY_MS,
    });
    expect(plan.held).toMatchObject({ reason: 'large-share' });
  });
});
