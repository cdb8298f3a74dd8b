import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, failEvery } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { collect } from '../../test/collect.js';
import type { SampleLog } from '../../test/open-sample-log.js';
import { archiveSegments, twoSegments } from '../../test/two-segments.js';
import type { EventLogEntry } from '../listing/log-entry.js';

async function listed({ store }: SampleLog): Promise<EventLogEntry> {
  const [entry] = await store.listEventLogs();
  if (entry === undefined) throw new Error('no event log was listed');
  return entry;
}

const readAll = ({ store }: SampleLog, source: string | EventLogEntry) => collect(store.readEvents(source));

const archiveAll = (sample: SampleLog): void => void archiveSegments(sample, sample.segments());

const restoreAll = async ({ directory, store, log }: SampleLog): Promise<void> => {
  await store.restoreLog(log.fileName);
  rmSync(join(directory, 'archive'), { recursive: true });
};

describe('an entry of a listing', () => {
  it.each([
    ['a live event log', () => undefined],
    ['an archived event log', archiveAll],
  ])('names the files of %s, which are read without listing the folder', async (_, prepare) => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await twoSegments(fileSystem);
    prepare(sample);
    const { store, log } = sample;
    const [byName, whole] = [await readAll(sample, log.fileName), await store.verifyEventLog(log.fileName)];
    const listing = await listed(sample);
    const pairing = (await store.pairEventLogs())[0]?.eventLog ?? listing;
    fileSystem.plan = failEvery('readdir', 'EIO');
    for (const entry of [listing, pairing, structuredClone(listing)]) {
      expect(await readAll(sample, entry)).toEqual(byName);
      expect(await store.verifyEventLog(entry)).toEqual(whole);
    }
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it.each<[string, (sample: SampleLog) => void, (sample: SampleLog) => unknown]>([
    ['was archived since', () => undefined, archiveAll],
    ['was archived in part since', () => undefined, (one) => archiveSegments(one, [one.log.fileName])],
    ['was archived in part before', (one) => archiveSegments(one, [one.log.fileName]), () => undefined],
    ['was archived and restored since', archiveAll, restoreAll],
  ])('leads to an event log that %s', async (_, before, since) => {
    const sample = await twoSegments();
    const [byName, whole] = [
      await readAll(sample, sample.log.fileName),
      await sample.store.verifyEventLog(sample.log.fileName),
    ];
    before(sample);
    const entry = await listed(sample);
    await since(sample);
    expect(await readAll(sample, entry)).toEqual(byName);
    expect(await sample.store.verifyEventLog(entry)).toEqual(whole);
  });

  it('leads to a segment that was archived while the one before was read, as its name does', async () => {
    for (const isByName of [false, true]) {
      const sample = await twoSegments();
      const expected = await readAll(sample, sample.log.fileName);
      const [, second = ''] = sample.segments();
      const found: unknown[] = [];
      for await (const one of sample.store.readEvents(
        isByName ? sample.log.fileName : await listed(sample),
      )) {
        if (found.length === 0) archiveSegments(sample, [second]);
        found.push(one);
      }
      expect(found).toEqual(expected);
    }
  });

  it('does not hide segments that were begun after it, whatever bears the next number', async () => {
    const sample = await twoSegments();
    const [, second = ''] = sample.segments();
    const [third, fourth, sixth] = [3, 4, 6].map((segment) => second.replace('.2.', `.${segment}.`));
    const entry = await listed(sample);
    mkdirSync(join(sample.directory, third ?? ''));
    for (const name of [fourth, sixth])
      writeFileSync(join(sample.directory, name ?? ''), '{"event_type":"b"}\n');
    const segments = (await readAll(sample, entry)).map(({ segment }) => segment);
    expect([...new Set(segments)]).toEqual([1, 2, 4]);
  });

  it('leads nowhere where a file of it is gone', async () => {
    for (const index of [0, 1]) {
      const sample = await twoSegments();
      const entry = await listed(sample);
      rmSync(join(sample.directory, sample.segments()[index] ?? ''));
      const code = 'JOURNAL_STORE_LOG_NOT_FOUND';
      await expect(readAll(sample, entry)).rejects.toMatchObject({ code });
      await expect(sample.store.verifyEventLog(entry)).rejects.toMatchObject({ code });
    }
  });

  it.each(['archive', 'archive/2026-02'])('leads through no link in the place of %s', async (folder) => {
    const sample = await twoSegments();
    archiveAll(sample);
    const entry = await listed(sample);
    renameSync(join(sample.directory, folder), join(sample.directory, 'elsewhere'));
    symlinkSync(join(sample.directory, 'elsewhere'), join(sample.directory, folder));
    await expect(readAll(sample, entry)).rejects.toMatchObject({ code: 'JOURNAL_STORE_LOG_NOT_FOUND' });
  });

  it('that was made up leads to nothing outside of the folder', async () => {
    const sample = await twoSegments();
    const entry = await listed(sample);
    await expect(readAll(sample, { ...entry, segments: [`../${entry.fileName}`] })).rejects.toMatchObject({
      code: 'JOURNAL_STORE_NAME_INVALID',
    });
    archiveAll(sample);
    renameSync(join(sample.directory, 'archive/2026-02'), join(sample.directory, 'elsewhere'));
    await expect(readAll(sample, { ...entry, archived: '../elsewhere' })).rejects.toMatchObject({
      code: 'JOURNAL_STORE_LOG_NOT_FOUND',
    });
  });

  it('tells of a folder that cannot be looked at', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await twoSegments(fileSystem);
    const entry = await listed(sample);
    fileSystem.plan = failEvery('lstat', 'EIO');
    await expect(readAll(sample, entry)).rejects.toMatchObject({ code: 'JOURNAL_STORE_IO' });
  });
});
