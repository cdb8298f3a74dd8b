import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, failEvery } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { collect } from '../../test/collect.js';
import { openSampleLog } from '../../test/open-sample-log.js';
import { archiveSegments, twoSegments } from '../../test/two-segments.js';
import { createJournalStore } from '../create-journal-store.js';

const NAME = '2026-02-24-135626-mbp-1-events.jsonl';

describe('an event log that is read before the process does anything else', () => {
  it('gives all segments as one, asked for by the name of any', async () => {
    const { store, log, segments } = await twoSegments();
    const all = await collect(store.readEvents(log.fileName));
    expect(all.length).toBeGreaterThan(2);
    for (const name of segments()) expect([...store.readEventsSync(name)]).toEqual(all);
  });

  it('is read while it is written, up to what has reached the file', async () => {
    const { store, log, append } = await openSampleLog();
    void append('written');
    await log.flush();
    void append('waiting');
    const types = [...store.readEventsSync(log.fileName)].map((one) => 'eventType' in one && one.eventType);
    expect(types).toEqual(['journal_session_start', 'written']);
    await log.close();
  });

  it('gives a file of another session under the name of a segment as one span', async () => {
    const { store, log, directory } = await twoSegments();
    const path = join(directory, log.fileName);
    const foreign = readFileSync(path, 'utf8').replace(/"session":"[^"]*"/, '"session":"another"');
    writeFileSync(path.replace('.jsonl', '.3.jsonl'), foreign);
    const all = [...store.readEventsSync(log.fileName)];
    expect(all).toEqual(await collect(store.readEvents(log.fileName)));
    expect(all.at(-1)).toMatchObject({ kind: 'foreign', segment: 3, length: Buffer.byteLength(foreign) });
  });

  it('closes every file, also where its reader has seen enough', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { store, log } = await twoSegments(fileSystem);
    for (const one of store.readEventsSync(log.fileName)) if (one.kind === 'record') break;
    expect(fileSystem.openDescriptors.size).toBe(0);
    fileSystem.plan = failEvery('read', 'EIO');
    expect(() => [...store.readEventsSync(log.fileName)]).toThrow(
      expect.objectContaining({ code: 'JOURNAL_STORE_IO' }),
    );
    expect(fileSystem.openDescriptors.size).toBe(0);
  });

  it('says what it cannot read', async () => {
    const directory = makeTemporaryFolder();
    const store = createJournalStore({ sessionLogsDir: join(directory, 'logs'), updateLogsDir: directory });
    const code = (name: string): unknown => {
      try {
        return [...store.readEventsSync(name)];
      } catch (error) {
        return (error as { code?: unknown }).code;
      }
    };
    expect(code('notes.md')).toBe('JOURNAL_STORE_NAME_INVALID');
    expect(code(NAME)).toBe('JOURNAL_STORE_LOG_NOT_FOUND');
    mkdirSync(join(directory, 'logs', NAME), { recursive: true });
    expect(code(NAME)).toBe('JOURNAL_STORE_NOT_A_FILE');
  });

  it('is not looked for in the archive', async () => {
    const sample = await twoSegments();
    archiveSegments(sample, sample.segments());
    expect(() => [...sample.store.readEventsSync(sample.log.fileName)]).toThrow(
      expect.objectContaining({ code: 'JOURNAL_STORE_LOG_NOT_FOUND' }),
    );
  });
});
