import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, failAt, failFrom, withoutSync } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { collect } from '../../test/collect.js';
import {
  contentsOf,
  logsIn,
  makeRetentionFolder,
  NOW,
  type RetentionFolder,
  writeSession,
} from '../../test/retention-folder.js';
import type { RetentionPolicy } from './retention-policy.js';

const POLICY: RetentionPolicy = { device: 'mbp-1', now: NOW, retentionDays: 30 };

/** Three sessions that stay and two that go, one of them with two segments. */
function fill({ directory }: RetentionFolder): void {
  for (const days of [1, 2, 3, 41]) writeSession(directory, { days });
  writeSession(directory, { days: 42, segments: 2, bytes: 3_000 });
}

/** One session that stays and one with two segments that goes. */
function fillLittle({ directory }: RetentionFolder): void {
  writeSession(directory, { days: 1 });
  writeSession(directory, { days: 42, segments: 2 });
}

function temporaryFilesIn(directory: string): string[] {
  return readdirSync(join(directory, '.opta-journal/tmp'));
}

describe('archiving', () => {
  it('moves a session into the folder of its month, event logs compressed, and leaves the others', async () => {
    const folder = makeRetentionFolder();
    fill(folder);
    const { directory, store } = folder;
    const before = contentsOf(directory);
    const plan = await store.planRetention(POLICY);
    const result = await store.applyRetention(plan);
    expect(result).toEqual({
      done: plan.units.flatMap(({ files }) => files.map(({ fileName }) => fileName)),
      bytes: plan.bytes,
      skipped: [],
    });
    const after = contentsOf(directory);
    for (const [name, content] of Object.entries(before)) {
      if (!result.done.includes(name)) {
        expect(after[name]).toBe(content);
        continue;
      }
      const archived = `archive/2026-04/${name}${name.endsWith('.jsonl') ? '.gz' : ''}`;
      expect([after[name], after[archived]]).toEqual([undefined, content]);
      expect(statSync(join(directory, archived)).mode & 0o777).toBe(0o644);
    }
    expect(Object.keys(after)).toHaveLength(Object.keys(before).length);
    expect(temporaryFilesIn(directory)).toEqual([]);
  });

  it('leaves archived logs listed and marked, readable and linked under their own names', async () => {
    const folder = makeRetentionFolder();
    fill(folder);
    const { store } = folder;
    const before = await store.listSessionLogs({ includeEventLogs: true });
    await store.applyRetention(await store.planRetention(POLICY));
    const { entries } = await store.listSessionLogs({ includeEventLogs: true });
    expect(entries.map(({ fileName, kind, eventLog }) => [fileName, kind, eventLog])).toEqual(
      before.entries.map(({ fileName, kind, eventLog }) => [fileName, kind, eventLog]),
    );
    expect(entries.map(({ archived }) => archived ?? '-').join(' ')).toBe(
      '- - - - - - 2026-04 2026-04 2026-04 2026-04',
    );
    const last = entries.at(-1);
    expect(await store.readLog(last?.fileName ?? '')).toMatchObject({
      kind: last?.kind,
      archived: '2026-04',
    });
    const events = '2026-04-20-120000-mbp-1-events.jsonl';
    expect((await store.readLog('2026-04-20-1200-mbp-1-a.md')).eventLog).toBe(events);
    expect((await collect(store.readEvents(events))).map(({ segment }) => segment)).toEqual([1, 1, 2, 2]);
    expect(await store.findSessionLog(events)).toMatchObject({
      fileName: '2026-04-20-1200-mbp-1-a.md',
      archived: '2026-04',
    });
    expect((await store.planRetention(POLICY)).units).toEqual([]);
  });

  it('compresses a large event log in pieces that every gzip reader takes together', async () => {
    const folder = makeRetentionFolder();
    const { directory, store } = folder;
    const [name = ''] = writeSession(directory, { days: 41, bytes: 3_000_000 });
    for (const days of [1, 2]) writeSession(directory, { days });
    const [empty = ''] = writeSession(directory, { days: 40 });
    writeFileSync(join(directory, empty), '');
    const content = readFileSync(join(directory, name));
    await store.acceptRetention(await store.planRetention(POLICY));
    expect((await store.applyRetention(await store.planRetention(POLICY))).skipped).toEqual([]);
    const archived = readFileSync(join(directory, 'archive/2026-04', `${name}.gz`));
    expect(archived.length).toBeLessThan(10_000);
    expect(gunzipSync(archived).equals(content)).toBe(true);
    expect((await store.readLog(empty)).text).toBe('');
  });

  it('never touches an event log whose content the disk does not give back', async () => {
    const folder = makeRetentionFolder();
    fill(folder);
    const { directory } = folder;
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    let written = 0;
    const write = fileSystem.async.write.bind(fileSystem.async);
    fileSystem.async.write = async (fd, data, offset, length, position) => {
      written += 1;
      // The marks of the hidden folder come first.
      const bytes = Buffer.from(data);
      if (length > 40) bytes[offset + 30] = (bytes[offset + 30] ?? 0) ^ 1;
      await write(fd, bytes, offset, length, position);
      return length;
    };
    const { store } = makeRetentionFolder(fileSystem, join(directory, '..'));
    const before = contentsOf(directory);
    const { done, skipped } = await store.applyRetention(await store.planRetention(POLICY));
    expect(written).toBeGreaterThan(0);
    expect(done).toEqual([]);
    expect(skipped).toMatchObject([
      { reason: 'failed', error: { code: 'JOURNAL_STORE_COPY_DIFFERS' } },
      { reason: 'failed', error: { code: 'JOURNAL_STORE_COPY_DIFFERS' } },
    ]);
    expect(contentsOf(directory)).toEqual(before);
  });

  it('keeps both files where the archive has another one of that name', async () => {
    const folder = makeRetentionFolder();
    fill(folder);
    const { directory, store } = folder;
    await store.applyRetention(await store.planRetention(POLICY));
    const [name = ''] = writeSession(directory, { days: 41, bytes: 77 });
    const before = contentsOf(directory);
    const { done, skipped } = await store.applyRetention(await store.planRetention(POLICY));
    expect({ done, skipped }).toEqual({
      done: [],
      skipped: [{ fileName: '2026-04-21-1200-mbp-1-a.md', reason: 'conflict' }],
    });
    expect(contentsOf(directory)).toEqual(before);
    expect(existsSync(join(directory, name))).toBe(true);
  });

  it('leaves a session whole where the archive has another file with the name of its log', async () => {
    const folder = makeRetentionFolder();
    fillLittle(folder);
    const { directory, store } = folder;
    const plan = await store.planRetention(POLICY);
    const log = plan.units[0]?.fileName ?? '';
    mkdirSync(join(directory, 'archive/2026-04'), { recursive: true });
    writeFileSync(join(directory, 'archive/2026-04', log), 'another one');
    const before = contentsOf(directory);
    const { done, skipped } = await store.applyRetention(plan);
    expect({ done, skipped }).toEqual({ done: [], skipped: [{ fileName: log, reason: 'conflict' }] });
    expect(contentsOf(directory)).toEqual(before);
  });

  it.each([
    ['archive', 5],
    ['delete', 1],
  ] as const)('has a session of three files synced with few calls: %s', async (mode, most) => {
    const counts: number[] = [];
    for (const sessions of [1, 4]) {
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const { directory, store } = makeRetentionFolder(fileSystem);
      for (const days of [1, 2, 3, 4, 5]) writeSession(directory, { days });
      for (let day = 0; day < sessions; day += 1) writeSession(directory, { days: 40 + day, segments: 2 });
      const { done } = await store.applyRetention(await store.planRetention({ ...POLICY, mode }));
      expect(done).toHaveLength(3 * sessions);
      counts.push(fileSystem.calls.filter(({ name }) => name === 'fsync').length);
    }
    const [one = 0, four = 0] = counts;
    // Each copy, the folder of the copies, and that of the originals before the last of them.
    expect((four - one) / 3).toBeLessThanOrEqual(most);
  });

  it('goes nowhere through a link', async () => {
    const folder = makeRetentionFolder();
    fill(folder);
    const { directory, store } = folder;
    const outside = makeTemporaryFolder();

    symlinkSync(outside, join(directory, 'archive'));
    const { done, skipped } = await store.applyRetention(await store.planRetention(POLICY));
    expect(done).toEqual([]);
    expect(skipped).toMatchObject([{ error: { code: 'JOURNAL_STORE_NOT_A_FILE' } }, {}]);
    expect(readdirSync(outside)).toEqual([]);
  });

  it('removes nothing behind a link in the place of its hidden folder', async () => {
    const folder = makeRetentionFolder();
    fill(folder);
    const { directory, store } = folder;
    const outside = makeTemporaryFolder();
    const note = join(outside, 'retention-seen.json');
    writeFileSync(note, 'of somebody else');

    const plan = await store.planRetention(POLICY);
    rmSync(join(directory, '.opta-journal'), { recursive: true, force: true });
    symlinkSync(outside, join(directory, '.opta-journal'));
    await expect(store.applyRetention(plan)).rejects.toMatchObject({ code: 'JOURNAL_STORE_IO' });
    expect(readFileSync(note, 'utf8')).toBe('of somebody else');
  });

  it('works where there are no hard links', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) =>
      name === 'link' && String(args[1]).includes('archive') ? { errno: 'ENOTSUP' } : undefined,
    );
    const folder = makeRetentionFolder(fileSystem);
    fill(folder);
    const before = logsIn(folder.directory);
    const { skipped } = await folder.store.applyRetention(await folder.store.planRetention(POLICY));
    expect(skipped).toEqual([]);
    expect(logsIn(folder.directory)).toEqual(before);
  });
});

describe('deleting', () => {
  it('removes exactly what the plan shows', async () => {
    const folder = makeRetentionFolder();
    fill(folder);
    const { directory, store } = folder;
    const before = contentsOf(directory);
    const plan = await store.planRetention({ ...POLICY, mode: 'delete' });
    const { done } = await store.applyRetention(plan);
    for (const name of done) delete before[name];
    expect(done).toHaveLength(5);
    expect(contentsOf(directory)).toEqual(before);
  });

  it('also takes update logs where the policy asks for it, and archives them beside their own folder', async () => {
    const { directory, updates, store } = makeRetentionFolder();
    for (const day of ['01', '02', '03']) writeFileSync(join(updates, `2${day}_2026-01-${day}_a.md`), day);
    await store.applyRetention(
      await store.planRetention({ device: 'mbp-1', now: NOW, updateLogs: { maxUpdateLogs: 2 } }),
    );
    expect(contentsOf(updates)['archive/2026-01/201_2026-01-01_a.md']).toBe('01');
    expect((await store.listUpdateLogs()).entries.map(({ id, archived }) => [id, archived])).toEqual([
      ['203', undefined],
      ['202', undefined],
      ['201', '2026-01'],
    ]);
    expect((await store.readLog('201_2026-01-01_a.md')).text).toBe('01');
    expect(await store.restoreLog('201_2026-01-01_a.md')).toEqual({ fileNames: ['201_2026-01-01_a.md'] });
    const plan = await store.planRetention({
      device: 'mbp-1',
      now: NOW,
      mode: 'delete',
      updateLogs: { maxUpdateLogs: 2 },
    });
    expect((await store.applyRetention(plan)).done).toEqual(['201_2026-01-01_a.md']);
    expect(contentsOf(directory)).toEqual({});
  });
});

describe('what changed after the plan', () => {
  const changes: [string, (directory: string, name: string) => void][] = [
    ['grew', (directory, name) => appendFileSync(join(directory, name), 'x')],
    ['was touched', (directory, name) => utimesSync(join(directory, name), 1, 1)],
    [
      'was replaced',
      (directory, name) => {
        const path = join(directory, name);
        const { mtime } = statSync(path);
        const content = readFileSync(path);
        writeFileSync(`${path}.new`, content);
        rmSync(path);
        writeFileSync(path, content);
        utimesSync(path, mtime, mtime);
      },
    ],
    ['is gone', (directory, name) => rmSync(join(directory, name))],
  ];

  it.each(changes.flatMap(([what, change]) => [0, 1, 2].map((index) => ({ what, change, index }))))(
    'stays: file $index of its unit $what',
    async ({ what, change, index }) => {
      for (const mode of ['archive', 'delete'] as const) {
        const { directory, store } = makeRetentionFolder();
        for (const days of [1, 2]) writeSession(directory, { days });
        const names = writeSession(directory, { days: 41, segments: 2 });
        const plan = await store.planRetention({ ...POLICY, mode });
        change(directory, names[index] ?? '');
        const before = contentsOf(directory);
        const result = await store.applyRetention(plan);
        // A segment that is gone may have been deleted by this plan, which was stopped then.
        if (mode === 'delete' && what === 'is gone' && index < 2) expect(result.skipped).toEqual([]);
        else {
          expect(result).toMatchObject({
            done: [],
            skipped: [{ fileName: names.at(-1), reason: 'changed' }],
          });
          expect(contentsOf(directory)).toEqual(before);
        }
      }
    },
  );

  it('stays while it is being copied, and nothing of the copy is left', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { directory, store } = makeRetentionFolder(fileSystem);
    for (const days of [1, 2]) writeSession(directory, { days });
    const [name = ''] = writeSession(directory, { days: 41 });
    for (const moment of ['write', 'link', 'unlink'] as const) {
      const plan = await store.planRetention(POLICY);
      let isDone = false;
      fileSystem.plan = ({ name: called, args }) => {
        const isMoment = called === moment && (called !== 'link' || String(args[1]).endsWith('.gz'));
        if (
          isMoment &&
          !isDone &&
          fileSystem.calls.some(({ args: [path] }) => String(path).endsWith('archive'))
        ) {
          isDone = true;
          appendFileSync(join(directory, name), 'x');
        }
        return undefined;
      };
      const result = await store.applyRetention(plan);
      fileSystem.plan = () => undefined;
      expect(isDone).toBe(true);
      expect(result).toMatchObject({ done: [], skipped: [{ reason: 'changed' }] });
      expect(readdirSync(join(directory, 'archive/2026-04'))).toEqual([]);
      expect(temporaryFilesIn(directory)).toEqual([]);
    }
  });

  it('stays when it was pinned since', async () => {
    const folder = makeRetentionFolder();
    fill(folder);
    const { directory, store } = folder;
    const plan = await store.planRetention(POLICY);
    writeFileSync(join(directory, 'pinned.txt'), '2026-04-20-1200-mbp-1-a.md\n');
    const { done, skipped } = await store.applyRetention(plan);
    expect(done).toHaveLength(2);
    expect(skipped).toEqual([{ fileName: '2026-04-20-1200-mbp-1-a.md', reason: 'pinned' }]);
  });

  it('is a guide only in a plan that was changed by hand, and stays', async () => {
    const { directory, store } = makeRetentionFolder();
    for (const days of [1, 41]) writeSession(directory, { days });
    writeFileSync(join(directory, 'README.md'), '');
    const plan = await store.planRetention({ ...POLICY, mode: 'delete' });
    const { size, ino, mtimeNs } = statSync(join(directory, 'README.md'), { bigint: true });
    const facts = { size: Number(size), inode: String(ino), modifiedNs: String(mtimeNs) };
    for (const unit of plan.units) unit.files = [{ fileName: 'README.md', ...facts }];
    expect((await store.applyRetention(plan)).done).toEqual([]);
    expect(existsSync(join(directory, 'README.md'))).toBe(true);
  });
});

describe.each(['archive', 'delete'] as const)('stopped at every call while it would %s', (mode) => {
  it.each(['the same plan', 'a new plan'] as const)('loses nothing and converges with %s', async (how) => {
    let expected: Record<string, string> | undefined;
    let last = Number.POSITIVE_INFINITY;
    for (let n = 1; n <= last; n += 1) {
      const fileSystem = createFaultFileSystem(withoutSync(nodeFileSystem));
      const folder = makeRetentionFolder(fileSystem);
      fillLittle(folder);
      const { directory, store } = folder;
      const before = contentsOf(directory);
      const plan = await store.planRetention({ ...POLICY, mode });
      const going = plan.units.flatMap(({ files }) => files.map(({ fileName }) => fileName));
      const stop = fileSystem.calls.length + n;
      fileSystem.plan = failFrom(stop, 'EIO');
      await store.applyRetention(plan).catch(() => undefined);
      if (fileSystem.calls.length < stop) last = n;
      fileSystem.plan = () => undefined;

      // Whatever was reached: each log is there with its bytes, and no event log without its session log.
      const logs = logsIn(directory);
      for (const [name, content] of Object.entries(before)) {
        if (mode === 'archive' || !going.includes(name)) expect(logs[name]).toBe(content);
      }
      expect((await store.planRetention({ ...POLICY, mode })).kept).toEqual([]);

      const again = how === 'the same plan' ? plan : await store.planRetention({ ...POLICY, mode });
      const { skipped } = await store.applyRetention(again);
      if (how === 'a new plan') expect(skipped).toEqual([]);
      const after = contentsOf(directory);
      expected ??= after;
      expect(after).toEqual(expected);
      expect(fileSystem.openDescriptors.size).toBe(0);
    }
    expect(last).toBeGreaterThan(mode === 'archive' ? 60 : 15);
  });

  it('by a call that fails once, does the rest and goes on with the next run', async () => {
    let last = Number.POSITIVE_INFINITY;
    for (let n = 1; n <= last; n += 1) {
      const fileSystem = createFaultFileSystem(withoutSync(nodeFileSystem));
      const folder = makeRetentionFolder(fileSystem);
      fillLittle(folder);
      const { directory, store } = folder;
      const before = contentsOf(directory);
      const plan = await store.planRetention({ ...POLICY, mode });
      const failing = fileSystem.calls.length + n;
      fileSystem.plan = failAt(failing, 'ENOSPC');
      const result = await store.applyRetention(plan).catch(() => undefined);
      if (fileSystem.calls.length < failing) last = n;
      const logs = logsIn(directory);
      for (const [name, content] of Object.entries(before)) {
        if (mode === 'archive') expect(logs[name]).toBe(content);
        if (result?.done.includes(name)) expect(existsSync(join(directory, name))).toBe(false);
      }
      fileSystem.plan = () => undefined;
      await store.applyRetention(await store.planRetention({ ...POLICY, mode }));
      expect((await store.planRetention({ ...POLICY, mode })).units).toEqual([]);
      expect(fileSystem.openDescriptors.size).toBe(0);
    }
    expect(last).toBeGreaterThan(15);
  });
});
