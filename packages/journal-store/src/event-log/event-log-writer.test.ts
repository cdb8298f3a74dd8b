import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, failEvery, spawnScript } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { collect } from '../../test/collect.js';
import { openSampleLog } from '../../test/open-sample-log.js';
import { STARTED_AT, sampleStart } from '../../test/sample-start.js';
import { createJournalStore } from '../create-journal-store.js';

const FIRST = '2026-02-24-135626-mbp-1-events.jsonl';

function storeIn(directory: string) {
  return createJournalStore({ sessionLogsDir: directory, updateLogsDir: join(directory, 'updates') });
}

describe('a line that an event feed gave', () => {
  it.each([false, true])('has its id, which is read with it (checksum: %s)', async (checksum) => {
    const { log, lines, store } = await openSampleLog({ checksum });
    const feedId = '01S:7 "\n\u2028\ud800';
    void log.append({ type: 'e', data: '{"a":1}', time: STARTED_AT, feedId });
    void log.append({ type: 'e', data: '{}', time: STARTED_AT });
    await log.close();
    expect(lines().map((line) => (line as { feed_id?: string }).feed_id)).toEqual([
      undefined,
      '01S:7 "\n\u2028\ufffd',
      undefined,
    ]);
    const [, record] = await collect(store.readEvents(log.fileName));
    expect(record).toMatchObject({ data: { a: 1 }, extra: { feed_id: '01S:7 "\n\u2028\ufffd' } });
    expect((await store.verifyEventLog(log.fileName)).findings).toEqual([]);
  });
});

describe('opening an event log', () => {
  it('gives it a first line with all keys', async () => {
    const { log, lines } = await openSampleLog();
    expect(lines()).toEqual([
      {
        seq: 1,
        event_type: 'journal_session_start',
        timestamp: '2026-02-24T13:56:26.115+11:00',
        timestamp_unix: STARTED_AT / 1000,
        data: {
          session: '0d4f8f0e-5d53-4a6e-9a0b-6d1f7a2c9b11',
          segment: 1,
          format_version: 1,
          device: 'mbp-1',
          user: 'ann',
          model: 'opta-lmx/0.5.0',
          started_at: '2026-02-24T13:56:26.115+11:00',
          time_zone: 'Australia/Sydney',
          pid: 4711,
          process_start: '81234',
          boot_id: 'c0ffee00-0000-4000-8000-000000000001',
          machine_id: 'feedfacefeedfacefeedfacefeedface',
          metadata: { safe_mode: false },
        },
      },
    ]);
    expect(log.fileName).toBe(FIRST);
    await log.close();
  });

  it('leaves out of the first line what is not known', async () => {
    const directory = makeTemporaryFolder();
    const { processStart: _1, bootId: _2, machineId: _3, ...start } = sampleStart();
    const log = await storeIn(directory).openEventLog({ start });
    await log.close();
    const { data } = JSON.parse(readFileSync(log.path, 'utf8')) as { data: object };
    expect(Object.keys(data)).not.toEqual(expect.arrayContaining(['process_start']));
    expect(Object.keys(data).at(-1)).toBe('metadata');
  });

  it('gives the second event log of a second and device the name -events-2', async () => {
    const { store, log } = await openSampleLog();
    const second = await store.openEventLog({ start: sampleStart({ session: 'second' }) });
    const third = await store.openEventLog({ start: sampleStart({ session: 'third' }) });
    const other = await store.openEventLog({ start: sampleStart({ device: 'mbp-2' }) });
    expect([second, third, other].map(({ fileName }) => fileName)).toEqual([
      '2026-02-24-135626-mbp-1-events-2.jsonl',
      '2026-02-24-135626-mbp-1-events-3.jsonl',
      '2026-02-24-135626-mbp-2-events.jsonl',
    ]);
    for (const one of [log, second, third, other]) one.closeSync();
  });

  it.each([
    ['a further segment of another event log', (path: string) => writeFileSync(path, '{}\n'), '.2'],
    ['a folder', (path: string) => mkdirSync(path), ''],
    ['a link to nothing', (path: string) => symlinkSync('nowhere', path), ''],
  ])('takes the next name where %s has the first', async (_, plant, segment) => {
    const directory = makeTemporaryFolder();
    const planted = join(directory, FIRST.replace('.jsonl', `${segment}.jsonl`));
    plant(planted);
    const log = await storeIn(directory).openEventLog({ start: sampleStart() });
    log.closeSync();
    expect(log.fileName).toBe('2026-02-24-135626-mbp-1-events-2.jsonl');
  });

  it('creates what is missing with mode 0600, in a folder that its group may write to with 0660', async () => {
    const directory = join(makeTemporaryFolder(), 'a/b');
    const log = await storeIn(directory).openEventLog({ start: sampleStart() });
    log.closeSync();
    expect(statSync(log.path).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);

    const shared = join(makeTemporaryFolder(), 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o770);
    const sharedLog = await storeIn(shared).openEventLog({ start: sampleStart() });
    sharedLog.closeSync();
    expect(statSync(sharedLog.path).mode & 0o777).toBe(0o660);
  });

  it.each(['open', 'write', 'fsync'] as const)(
    'rejects with the errno and leaves no file when %s fails',
    async (name) => {
      const directory = makeTemporaryFolder();
      const fileSystem = createFaultFileSystem(nodeFileSystem, failEvery(name, 'EIO'));
      const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory, fileSystem });
      await expect(store.openEventLog({ start: sampleStart() })).rejects.toMatchObject({
        code: 'JOURNAL_STORE_IO',
        facts: { errno: 'EIO' },
      });
      expect(fileSystem.openDescriptors.size).toBe(0);
      await expect(store.readLog(FIRST)).rejects.toMatchObject({ code: 'JOURNAL_STORE_LOG_NOT_FOUND' });
    },
  );

  it.each([
    { durability: 'sometimes' },
    { flushIntervalMs: -1 },
    { maxBufferBytes: 0 },
    { maxEventLogBytes: 1.5 },
    { start: sampleStart({ timeZone: 'Mars/Olympus' }) },
    { start: sampleStart({ startedAt: Number.NaN }) },
  ])('refuses the option %o', async (option) => {
    const store = storeIn(makeTemporaryFolder());
    const options = { start: sampleStart(), ...option } as Parameters<typeof store.openEventLog>[0];
    await expect(store.openEventLog(options)).rejects.toMatchObject({ code: 'JOURNAL_STORE_OPTION_INVALID' });
  });
});

describe('appending', () => {
  it('writes seq, event_type, timestamp, timestamp_unix and data on one line, in this order', async () => {
    const { log, append } = await openSampleLog();
    await append('model_loaded', { model_id: 'a' }, 1_000);
    await log.close();
    expect(readFileSync(log.path, 'utf8').split('\n')[1]).toBe(
      '{"seq":2,"event_type":"model_loaded","timestamp":"2026-02-24T13:56:27.115+11:00","timestamp_unix":1771901787.115,"data":{"model_id":"a"}}',
    );
  });

  it('numbers lines without a gap, whatever comes', async () => {
    const { log, append, lines } = await openSampleLog();
    for (let index = 0; index < 500; index += 1) void append(`type_${index % 7}`, { index });
    await log.close();
    expect(lines().map(({ seq }) => seq)).toEqual(Array.from({ length: 501 }, (_, index) => index + 1));
    expect(log.stats).toMatchObject({ written: 501, dropped: 0, sequence: 501, queuedBytes: 0, segments: 1 });
    expect(log.stats.bytes).toBe(statSync(log.path).size);
  });

  it('keeps line breaks in data and in types inside of their line', async () => {
    const { log, lines } = await openSampleLog();
    const type = 'a"\n\u2028\ud800b';
    void log.append({ type, data: '{\n  "text": "x\\ny"\r\n}', time: STARTED_AT });
    await log.close();
    expect(lines()[1]).toMatchObject({ event_type: 'a"\n\u2028\ufffdb', data: { text: 'x\ny' } });
  });

  it('takes huge lines', async () => {
    const { log, append, lines } = await openSampleLog();
    const text = 'é€😀'.repeat(500_000);
    await append('before');
    await append('huge', { text });
    await append('after');
    await log.close();
    expect(lines().map(({ event_type: type }) => type)).toEqual([
      'journal_session_start',
      'before',
      'huge',
      'after',
    ]);
    expect(lines()[2]?.data.text).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -8.64e15, 1e18])(
    'writes now for the time %d, which no date can show',
    async (time) => {
      const { log, lines } = await openSampleLog();
      const before = Date.now();
      void log.append({ type: 'a', data: '1', time });
      await log.close();
      expect(lines()[1]?.timestamp_unix).toBeGreaterThanOrEqual(before / 1000);
    },
  );

  it('hands over what was appended when flush resolves, and does not sync it for that', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { log, append, lines } = await openSampleLog({}, fileSystem);
    void append('a');
    expect(lines()).toHaveLength(1);
    await log.flush();
    expect(lines()).toHaveLength(2);
    expect(fileSystem.calls.some(({ name }) => name === 'fdatasync')).toBe(false);
    await log.close();
  });

  it('syncs an event of severity error at once in buffered mode, and others not', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { log, append, lines } = await openSampleLog({ flushIntervalMs: 2_000_000_000 }, fileSystem);
    void append('model_loaded');
    void append('model_canary_failed');
    await new Promise<void>((resolve) => {
      fileSystem.plan = ({ name }) => {
        if (name === 'fdatasync') resolve();
        return undefined;
      };
    });
    expect(lines()).toHaveLength(3);
    await log.close();
  });

  it('resolves in durable mode only after fdatasync, and many appends share one', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { log, append, lines } = await openSampleLog({ durability: 'durable' }, fileSystem);
    const answers = Array.from({ length: 100 }, async (_, index) => {
      const isDurable = await append('a', { index });
      return { isDurable, syncs: fileSystem.calls.filter(({ name }) => name === 'fdatasync').length };
    });
    expect(await Promise.all(answers)).toEqual(Array(100).fill({ isDurable: true, syncs: 1 }));
    expect(lines()).toHaveLength(101);
    await log.close();
  });

  it('does not resolve in durable mode while fdatasync is under way', async () => {
    let isSynced = false;
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name }) =>
      name === 'fdatasync'
        ? { waitFor: new Promise((resolve) => setImmediate(resolve)).then(() => (isSynced = true)) }
        : undefined,
    );
    const { log, append } = await openSampleLog({ durability: 'durable' }, fileSystem);
    expect(await append('a')).toBe(true);
    expect(isSynced).toBe(true);
    await log.close();
  });

  it.each(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])(
    'does not take %s of a sync for a failure of the disk, and asks once',
    async (errno) => {
      const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name }) =>
        name === 'fdatasync' || name === 'fsync' ? { errno } : undefined,
      );
      const { log, append, segments } = await openSampleLog({ durability: 'durable' }, fileSystem);
      expect(await append('a')).toBe(true);
      expect(await append('b')).toBe(true);
      await log.close();
      expect(fileSystem.calls.filter(({ name }) => name === 'fdatasync')).toHaveLength(1);
      expect(log.stats).toMatchObject({ failedSyncs: 0, lastError: undefined, written: 3 });
      expect(segments()).toHaveLength(1);
    },
  );

  it('accepts nothing after it was closed, and counts it', async () => {
    const { log, append, lines } = await openSampleLog();
    await log.close();
    expect(await append('late')).toBe(false);
    expect(log.stats).toMatchObject({ written: 1, dropped: 1, droppedByType: { late: 1 } });
    expect(lines()).toHaveLength(1);
  });

  it('keeps no process alive', async () => {
    const directory = makeTemporaryFolder();
    const fixture = join(import.meta.dirname, '../../test/fixtures/append-and-return.ts');
    const { lines, ended } = spawnScript(fixture, [directory]);
    expect(await ended).toEqual({ code: 0, signal: null, stderr: '' });
    expect(lines).toEqual(['appended', 'exit']);
  });
});

describe('segments', () => {
  it('goes on in the next one beyond the size, and all are read as one', async () => {
    const { store, log, append, segments, lines } = await openSampleLog({ maxEventLogBytes: 2_000 });
    let count = 0;
    while (log.stats.segments < 5) {
      await append('event', { index: count });
      count += 1;
    }
    await log.close();
    expect(segments()).toEqual([
      FIRST,
      ...[2, 3, 4, 5].map((segment) => FIRST.replace('.jsonl', `.${segment}.jsonl`)),
    ]);
    expect(lines().map(({ seq }) => seq)).toEqual(lines().map((_, index) => index + 1));
    const starts = lines().filter(({ event_type: type }) => type === 'journal_session_start');
    expect(starts.map(({ data }) => data.segment)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(starts.map(({ data }) => data.session)).size).toBe(1);

    for (const source of [...segments(), { session: sampleStart().session }]) {
      const records = await collect(store.readEvents(source, { types: ['event'] }));
      expect(records.map((record) => record.kind === 'record' && record.data)).toEqual(
        Array.from({ length: count }, (_, index) => ({ index })),
      );
    }
  });

  it('begins every segment with journal_session_start', async () => {
    const { directory, log, append, segments } = await openSampleLog({ maxEventLogBytes: 1 });
    for (let index = 0; index < 4; index += 1) void append('a');
    await log.close();
    expect(segments()).toHaveLength(5);
    for (const [index, name] of segments().entries()) {
      const [first = ''] = readFileSync(join(directory, name), 'utf8').split('\n');
      expect(JSON.parse(first)).toMatchObject({
        event_type: 'journal_session_start',
        data: { segment: index + 1 },
      });
    }
  });

  it('passes over the name of a segment that another program has taken', async () => {
    const { directory, log, append, segments } = await openSampleLog({ maxEventLogBytes: 1 });
    const foreign = join(directory, FIRST.replace('.jsonl', '.2.jsonl'));
    writeFileSync(foreign, '{"event_type":"foreign","data":{}}\n');
    symlinkSync('nowhere', join(directory, FIRST.replace('.jsonl', '.3.jsonl')));
    void append('a');
    void append('b');
    await log.close();
    expect(readFileSync(foreign, 'utf8')).toBe('{"event_type":"foreign","data":{}}\n');
    expect(segments()).toEqual(
      [1, 2, 3, 4, 5].map((n) => FIRST.replace('.jsonl', n === 1 ? '.jsonl' : `.${n}.jsonl`)),
    );
    const text = readFileSync(join(directory, segments()[3] ?? ''), 'utf8');
    expect(text).toContain('"segment":4');
    expect(log.stats).toMatchObject({ written: 5, dropped: 0, segments: 3 });
  });
});
