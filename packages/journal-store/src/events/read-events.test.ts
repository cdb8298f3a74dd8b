import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, failEvery } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { collect } from '../../test/collect.js';
import { openSampleLog } from '../../test/open-sample-log.js';
import { STARTED_AT, sampleStart } from '../../test/sample-start.js';
import { createJournalStore } from '../create-journal-store.js';
import type { DamagedSpan, EventFilter, EventRecord } from './event-record.js';

const NAME = '2026-02-24-135626-mbp-1-events.jsonl';
const OLD =
  '{"data": {"memory_freed_gb": 218.23, "model_id": "inferencerlabs/MiniMax", "reason": "manual"}, "event_type": "model_unloaded", "timestamp": "2026-02-26T18:28:06.115569+11:00", "timestamp_unix": 1772090886.1155689}';

async function readAll(
  content: string | Uint8Array,
  filter?: EventFilter,
): Promise<(EventRecord | DamagedSpan)[]> {
  const directory = makeTemporaryFolder();
  writeFileSync(join(directory, NAME), content);
  const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
  const all = await collect(store.readEvents(NAME, filter));
  // Both ways of reading must agree about everything.
  if (filter === undefined) expect([...store.readEventsSync(NAME)]).toEqual(all);
  return all;
}

/** `a` for a record of that type, `!3+10` for ten damaged bytes at 3, `?` for an unfinished span. */
function show(all: readonly (EventRecord | DamagedSpan)[]): string {
  return all
    .map((one) => {
      if (one.kind === 'record') return one.eventType;
      return `${one.kind === 'damaged' ? '!' : '?'}${one.byteOffset}+${one.length}`;
    })
    .join(' ');
}

const event = (type: string, more = '') => `{"event_type":"${type}","timestamp_unix":1,"data":{}${more}}`;

describe('records', () => {
  it('of ours have everything that stands on their line, and where it stands', async () => {
    const { store, log, append } = await openSampleLog();
    await append('model_loaded', { model_id: 'a' }, 1_500);
    await log.close();
    const [first, second] = await collect(store.readEvents(log.fileName));
    expect(first).toMatchObject({
      kind: 'record',
      seq: 1,
      eventType: 'journal_session_start',
      byteOffset: 0,
    });
    expect(second).toEqual({
      kind: 'record',
      seq: 2,
      eventType: 'model_loaded',
      timestamp: '2026-02-24T13:56:27.615+11:00',
      time: STARTED_AT + 1_500,
      data: { model_id: 'a' },
      segment: 1,
      byteOffset: expect.any(Number),
      lineNumber: 2,
    });
  });

  it('of Opta LMX, as Python spells them, are read with their time to the microsecond', async () => {
    expect(await readAll(`${OLD}\n`)).toEqual([
      {
        kind: 'record',
        eventType: 'model_unloaded',
        timestamp: '2026-02-26T18:28:06.115569+11:00',
        time: 1_772_090_886_115.569,
        data: { memory_freed_gb: 218.23, model_id: 'inferencerlabs/MiniMax', reason: 'manual' },
        segment: 1,
        byteOffset: 0,
        lineNumber: 1,
      },
    ]);
  });

  it('with NaN and infinities, which Python writes and JSON does not know, are read with null', async () => {
    const line =
      '{"data": {"a": NaN, "b": [Infinity, -Infinity, "NaN \\" Infinity"], "NaN": 1}, "event_type": "a", "timestamp": "2026-02-26T18:28:06+11:00", "timestamp_unix": NaN}\n';
    expect(await readAll(line)).toMatchObject([
      {
        data: { a: null, b: [null, null, 'NaN " Infinity'], NaN: 1 },
        time: Date.parse('2026-02-26T18:28:06+11:00'),
      },
    ]);
    expect(show(await readAll('{"event_type":"a","data":NaNa}\n{"event_type":"a","data":"NaN\n'))).toBe(
      '!0+31 !31+30',
    );
  });

  it('keep types and keys that nothing is known of', async () => {
    const [record] = await readAll(`${event('never_seen', ',"check":"abc","deep":{"a":[1]}')}\n`);
    expect(record).toMatchObject({ eventType: 'never_seen', extra: { check: 'abc', deep: { a: [1] } } });
  });

  it('keep a seq that is no number under extra, and a key __proto__ as what it is', async () => {
    const [record] = await readAll(`${event('a', ',"seq":"7","__proto__":{"x":1}')}\n`);
    expect(record).not.toHaveProperty('seq');
    const { extra } = record as EventRecord;
    expect(Object.entries(extra ?? {})).toEqual([
      ['seq', '7'],
      ['__proto__', { x: 1 }],
    ]);
  });

  it.each([
    [
      '{"event_type":"a","timestamp":"2026-02-24T00:00:00Z"}',
      Date.parse('2026-02-24T00:00:00Z'),
      '2026-02-24T00:00:00Z',
    ],
    ['{"event_type":"a","timestamp":"then"}', Number.NaN, 'then'],
    ['{"event_type":"a","timestamp":7,"timestamp_unix":"8"}', Number.NaN, ''],
    ['{"event_type":"a"}', Number.NaN, ''],
  ])('have a time where %s has one', async (line, time, timestamp) => {
    expect(await readAll(`${line}\n`)).toMatchObject([{ time, timestamp, eventType: 'a' }]);
  });

  it('are read with CRLF and past blank lines and a BOM', async () => {
    const text = `\uFEFF\r\n${event('a')}\r\n\n  \t\r\n${event('b')}\n\n`;
    const all = await readAll(text);
    expect(show(all)).toBe('a b');
    expect(all.map(({ lineNumber }) => lineNumber)).toEqual([2, 5]);
    for (const { byteOffset } of all) {
      expect(Buffer.from(text).subarray(byteOffset).toString()).toMatch(/^\{"event_type"/);
    }
  });
});

describe('damage', () => {
  const a = event('a');
  const b = event('b');

  it.each([
    ['a line that is no JSON', `${a}\nnonsense\n${b}\n`, `a !${a.length + 1}+9 b`],
    ['a JSON value that is no object', `[1]\n"text"\n7\nnull\n${b}\n`, '!0+4 !4+7 !11+2 !13+5 b'],
    ['an object without a type', `{"data":{}}\n${b}\n`, '!0+12 b'],
    ['NULs', `${a}\n${'\0'.repeat(512)}\n${b}\n`, `a !${a.length + 1}+513 b`],
    ['NULs before a record on the same line', `${'\0'.repeat(512)}${b}\n`, '!0+512 b'],
    ['a lost newline', `${a.slice(0, 20)}${b}\n${a}\n`, '!0+20 b a'],
    ['two records on one line', `${a}${b}\n`, `!0+${a.length} b`],
    ['an unfinished last line', `${a}\n${b}`, `a ?${a.length + 1}+${b.length}`],
    ['nothing', '', ''],
    ['one newline', '\n', ''],
  ])('is reported with offset and length: %s', async (_, content, shown) => {
    expect(show(await readAll(content))).toBe(shown);
  });

  it('of UTF-8 is reported, and the lines around it are read', async () => {
    const half = Buffer.from('{"event_type":"é","data":{}}').subarray(0, 16);
    const content = Buffer.concat([Buffer.from(`${a}\n`), half, Buffer.from(`\n${event('€')}\n`)]);
    const all = await readAll(content);
    expect(show(all)).toBe(`a !${a.length + 1}+17 €`);
    expect(all[1]).toMatchObject({ reason: 'no UTF-8', lineNumber: 2 });
  });

  it('is a line longer than asked for, where it begins and how long it is', async () => {
    const long = event('long', `,"x":"${'y'.repeat(1_000_000)}"`);
    const text = `${a}\n${long}\n${b}\n`;
    const damaged = `a !${a.length + 1}+${long.length + 1} b`;
    expect(show(await readAll(text, { maxLineBytes: 500_000 }))).toBe(damaged);
    expect(show(await readAll(text, { maxLineBytes: 100 }))).toBe(damaged);
    expect(show(await readAll(text, { maxLineBytes: long.length }))).toBe(damaged);
    expect(show(await readAll(text, { maxLineBytes: long.length + 1 }))).toBe('a long b');
    expect(show(await readAll(text))).toBe('a long b');
    expect(show(await readAll(text.slice(0, -b.length - 2), { maxLineBytes: 500_000 }))).toBe(
      `a ?${a.length + 1}+${long.length}`,
    );
  });

  it('in one segment does not hide the others', async () => {
    const directory = makeTemporaryFolder();
    const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
    writeFileSync(join(directory, NAME), `${a}\n${b.slice(0, 10)}`);
    writeFileSync(join(directory, NAME.replace('.jsonl', '.3.jsonl')), `x\n${b}\n`);
    writeFileSync(join(directory, NAME.replace('.jsonl', '.20.jsonl')), `${a}\n`);
    const all = await collect(store.readEvents(NAME));
    expect(show(all)).toBe(`a ?${a.length + 1}+10 !0+2 b a`);
    expect(all.map(({ segment }) => segment)).toEqual([1, 1, 3, 3, 20]);
  });
});

describe('filters', () => {
  async function sample(): Promise<(filter: EventFilter) => Promise<string>> {
    const { store, log, append } = await openSampleLog();
    await append('model_loaded', {}, 10);
    await append('model_unloaded', {}, 20);
    await append('download_failed', {}, 30);
    await append('model_crash_loop', {}, 40);
    await append('a"b', {}, 50);
    await log.close();
    appendFileSync(log.path, `${OLD}\n`);
    return async (filter) => show(await collect(store.readEvents(log.fileName, filter)));
  }

  it.each<[EventFilter, string]>([
    [{ types: ['model_loaded'] }, 'model_loaded'],
    [{ types: ['model_*'] }, 'model_loaded model_unloaded model_crash_loop model_unloaded'],
    [{ types: ['*_failed', 'a"b'] }, 'download_failed a"b'],
    [{ types: ['*o*l*d*'] }, 'model_loaded model_unloaded download_failed model_unloaded'],
    [{ types: ['.*'] }, ''],
    [{ types: [] }, ''],
    [{ severity: 'warning' }, 'model_unloaded download_failed model_crash_loop model_unloaded'],
    [{ severity: 'error' }, 'download_failed model_crash_loop'],
    [{ severity: 'critical' }, 'model_crash_loop'],
    [{ since: STARTED_AT + 20, until: STARTED_AT + 30 }, 'model_unloaded download_failed'],
    [{ since: STARTED_AT + 51 }, 'model_unloaded'],
    [{ fromSequence: 5 }, 'model_crash_loop a"b'],
    [{ types: ['model_*'], severity: 'warning', fromSequence: 4 }, 'model_crash_loop'],
  ])('%o', async (filter, shown) => {
    expect(await (await sample())(filter)).toBe(shown);
  });

  it('give damage too, and no record without a time where a time is asked for', async () => {
    const text = `nonsense\n{"event_type":"a"}\n${event('b')}\n`;
    expect(show(await readAll(text, { since: 0 }))).toBe('!0+9 b');
    expect(show(await readAll(text, { types: ['a'] }))).toBe('!0+9 a');
  });

  it.each([{ types: 'a' }, { severity: 'bad' }, { since: '2026' }, { maxLineBytes: 0 }, { colour: 'red' }])(
    '%o is refused',
    async (filter) => {
      await expect(readAll('', filter as EventFilter)).rejects.toMatchObject({
        code: 'JOURNAL_STORE_OPTION_INVALID',
      });
    },
  );
});

describe('finding an event log', () => {
  it('by its session looks at first lines only, and finds the newest of that session', async () => {
    const { store, log } = await openSampleLog({ start: sampleStart({ session: 'one' }) });
    const two = await store.openEventLog({
      start: sampleStart({ session: 'two', metadata: { session: 'x' } }),
    });
    const end = { type: 'journal_session_end', data: '{"session":"three"}', time: STARTED_AT };
    void two.append(end);
    log.closeSync();
    two.closeSync();
    const [record] = await collect(store.readEvents({ session: 'two' }));
    expect(record).toMatchObject({ data: { session: 'two' } });
    for (const session of ['three', 'x', 'tw', '']) {
      await expect(collect(store.readEvents({ session }))).rejects.toMatchObject({
        code: 'JOURNAL_STORE_LOG_NOT_FOUND',
      });
    }
  });

  it('takes any segment for the whole', async () => {
    const { store, log, append } = await openSampleLog({ maxEventLogBytes: 1 });
    await append('a');
    await log.close();
    const second = log.fileName.replace('.jsonl', '.2.jsonl');
    expect(show(await collect(store.readEvents(second)))).toBe(
      'journal_session_start journal_session_start a',
    );
  });

  it.each(['README.md', '', '../x', `x/${NAME}`, '007_2026-02-24_a.md'])(
    'refuses the name %j',
    async (name) => {
      const directory = makeTemporaryFolder();
      const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
      await expect(collect(store.readEvents(name))).rejects.toMatchObject({
        code: 'JOURNAL_STORE_NAME_INVALID',
      });
    },
  );

  it('refuses links, folders and FIFOs, and does not wait for them', async () => {
    const directory = makeTemporaryFolder();
    const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
    const [link = '', folder = '', fifo = ''] = ['1', '2', '3'].map((second) =>
      NAME.replace('135626', `13562${second}`),
    );
    symlinkSync('/etc/passwd', join(directory, link));
    mkdirSync(join(directory, folder));
    execFileSync('mkfifo', [join(directory, fifo)]);
    for (const name of [link, folder, fifo]) {
      await expect(collect(store.readEvents(name))).rejects.toMatchObject({
        code: 'JOURNAL_STORE_NOT_A_FILE',
      });
    }
    await expect(collect(store.readEvents({ session: 'x' }))).rejects.toMatchObject({
      code: 'JOURNAL_STORE_LOG_NOT_FOUND',
    });
  });
});

describe('streaming', () => {
  it('closes its file when the reader leaves early, and when reading fails', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const { store, log, append } = await openSampleLog({}, fileSystem);
    for (let index = 0; index < 100; index += 1) void append('a');
    await log.close();
    for await (const record of store.readEvents(log.fileName)) if (record.lineNumber === 3) break;
    expect(fileSystem.openDescriptors.size).toBe(0);
    for (const name of ['read', 'fstat'] as const) {
      fileSystem.plan = failEvery(name, 'EIO');
      await expect(collect(store.readEvents(log.fileName))).rejects.toMatchObject({
        code: 'JOURNAL_STORE_IO',
        facts: { errno: 'EIO' },
      });
      expect(fileSystem.openDescriptors.size).toBe(0);
    }
  });

  it('reads what is there when it comes to the end, also while the log is being written', async () => {
    const { store, log, append } = await openSampleLog();
    await append('a');
    await log.flush();
    let isFirst = true;
    const types: string[] = [];
    for await (const record of store.readEvents(log.fileName)) {
      if (record.kind === 'record') types.push(record.eventType);
      if (!isFirst) continue;
      isFirst = false;
      await append('b');
      await log.flush();
    }
    expect(types).toEqual(['journal_session_start', 'a', 'b']);
    await log.close();
  });
});
