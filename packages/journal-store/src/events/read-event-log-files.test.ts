import { readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { collect } from '../../test/collect.js';
import { openSampleLog } from '../../test/open-sample-log.js';
import { sampleStart } from '../../test/sample-start.js';
import { archiveSegments, twoSegments } from '../../test/two-segments.js';
import { createJournalStore } from '../create-journal-store.js';

const SECOND = '2026-02-24-135626-mbp-1-events.2.jsonl';

describe('a further segment', () => {
  it('that begins with the line of another session is no part of the event log', async () => {
    const { directory, store, log } = await twoSegments();
    const path = join(directory, SECOND);
    const text = readFileSync(path, 'utf8').replace(sampleStart().session, 'another session');
    writeFileSync(path, text);
    for (const source of [log.fileName, SECOND, { session: sampleStart().session }]) {
      const all = await collect(store.readEvents(source));
      expect(all.filter(({ segment }) => segment === 2)).toEqual([
        {
          kind: 'foreign',
          segment: 2,
          byteOffset: 0,
          length: statSync(path).size,
          lineNumber: 1,
          reason: 'the file belongs to the session "another session"',
        },
      ]);
      expect(all.filter(({ kind, segment }) => kind === 'record' && segment === 1).length).toBeGreaterThan(2);
    }
  });

  it('whose first line is damaged is part of it, and its damage is told', async () => {
    const { directory, store, log } = await twoSegments();
    const text = readFileSync(join(directory, SECOND), 'utf8');
    writeFileSync(join(directory, SECOND), text.replace('{"seq"', '#"seq"'));
    const all = await collect(store.readEvents(log.fileName));
    expect(all.filter(({ segment }) => segment === 2).map(({ kind }) => kind)).toEqual(['damaged', 'record']);
  });

  it('is the whole of what is left where the first one is gone, also for who asks by session', async () => {
    const { directory, store, log } = await twoSegments();
    rmSync(log.path);
    for (const source of [log.fileName, { session: sampleStart().session }]) {
      const all = await collect(store.readEvents(source));
      expect(all.map(({ segment }) => segment)).toEqual([2, 2]);
    }
    rmSync(join(directory, SECOND));
    await expect(collect(store.readEvents(log.fileName))).rejects.toMatchObject({
      code: 'JOURNAL_STORE_LOG_NOT_FOUND',
    });
  });
});

describe('an archived event log', () => {
  it('is read as it was, by its own name, by session and with filters', async () => {
    const sample = await twoSegments();
    const { store, log } = sample;
    const filter = { types: ['a'], fromSequence: 5 };
    const before = await collect(store.readEvents(log.fileName));
    const filtered = await collect(store.readEvents(log.fileName, filter));
    const { text } = await store.readLog(log.fileName);
    archiveSegments(sample, sample.segments());
    expect(await collect(store.readEvents(log.fileName))).toEqual(before);
    expect(await collect(store.readEvents({ session: sampleStart().session }))).toEqual(before);
    expect(await collect(store.readEvents(log.fileName, filter))).toEqual(filtered);
    expect(await store.readLog(log.fileName)).toMatchObject({
      kind: 'events',
      text,
      size: text.length,
      archived: '2026-02',
    });
  });

  it('is bounded by what it would decompress to when it is read as one text', async () => {
    const sample = await openSampleLog();
    void sample.append('a', { text: 'x'.repeat(60_000) });
    await sample.log.close();
    const { size } = statSync(sample.log.path);
    archiveSegments(sample, sample.segments());
    const { store, log } = sample;
    expect((await store.readLog(log.fileName, { maxBytes: size })).size).toBe(size);
    await expect(store.readLog(log.fileName, { maxBytes: size - 1 })).rejects.toMatchObject({
      code: 'JOURNAL_STORE_LOG_TOO_LARGE',
    });
  });

  it('cut at any byte gives every whole record before the cut, and says where it ends', async () => {
    const sample = await openSampleLog();
    for (let index = 0; index < 20; index += 1) {
      void sample.append('a', { index, text: Math.random().toString(36).repeat(20) });
    }
    await sample.log.close();
    const { store, log } = sample;
    const whole = await collect(store.readEvents(log.fileName));
    const [path = ''] = archiveSegments(sample, sample.segments());
    const bytes = readFileSync(path);
    for (let length = 0; length < bytes.length; length += 37) {
      writeFileSync(path, bytes.subarray(0, length));
      const all = await collect(store.readEvents(log.fileName));
      const records = all.filter(({ kind }) => kind === 'record');
      expect(records).toEqual(whole.slice(0, records.length));
      expect(all.slice(records.length)).toMatchObject([{ kind: 'damaged', segment: 1 }]);
      expect(all.at(-1)).toMatchObject({ reason: expect.stringContaining('decompress') });
    }
  });

  it('leaves no file open when it is read to its end, left in the middle, or the disk refuses', async () => {
    const sample = await twoSegments();
    archiveSegments(sample, sample.segments());
    const { directory, log } = sample;
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory, fileSystem });
    await collect(store.readEvents(log.fileName));
    for await (const _ of store.readEvents(log.fileName)) break;
    fileSystem.plan = ({ name, count }) => (name === 'read' && count > 8 ? { errno: 'EIO' } : undefined);
    await expect(
      (async () => {
        for (;;) await collect(store.readEvents(log.fileName));
      })(),
    ).rejects.toMatchObject({ code: 'JOURNAL_STORE_IO', facts: { errno: 'EIO' } });
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it('in a folder that is a link is not there', async () => {
    const sample = await twoSegments();
    archiveSegments(sample, sample.segments());
    const { directory, store, log } = sample;
    renameSync(join(directory, 'archive'), join(directory, 'elsewhere'));
    symlinkSync(join(directory, 'elsewhere'), join(directory, 'archive'));
    await expect(collect(store.readEvents(log.fileName))).rejects.toMatchObject({
      code: 'JOURNAL_STORE_LOG_NOT_FOUND',
    });
  });
});
