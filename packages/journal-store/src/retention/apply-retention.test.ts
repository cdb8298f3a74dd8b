import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { fill, fillLittle, POLICY } from '../../test/aged-sessions.js';
import { collect } from '../../test/collect.js';
import {
  contentsOf,
  logsIn,
  makeRetentionFolder,
  NOW,
  temporaryFilesIn,
  writeSession,
} from '../../test/retention-folder.js';

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
