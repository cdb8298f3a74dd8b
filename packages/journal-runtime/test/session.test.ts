import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { spawnScript } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { only, START, useJournals } from './use-journals.js';

const { folders, create } = useJournals();

describe('a session', () => {
  it('leaves one session log and one event log that name each other', async () => {
    const { journal, failures } = create();
    const started = await journal.start({ model: 'opta-lmx/0.1.0', metadata: { port: 1234 } });
    const bus = new EventEmitter();
    journal.bind(bus);
    bus.emit('event', { type: 'model_loaded', data: { model_id: 'm', memory_gb: 4 } });
    bus.emit('event', { event_type: 'download_failed', data: { error: 'x' }, timestamp: 1_772_090_886.5 });
    bus.emit('event', { type: 'heartbeat' });
    expect(journal.note('decision', 'Keep the small model resident.')).toBe(true);
    const finished = await journal.finalize({ summary: 'startup check' });

    expect(failures).toEqual([]);
    const fileName = only(folders.sessionLogs());
    const eventLog = only(folders.eventLogs());
    expect(started).toMatchObject({ ok: true, eventLog });
    expect(finished).toMatchObject({ ok: true, fileName });
    expect(fileName).toMatch(/^\d{4}-\d\d-\d\d-\d{4}-studio-startup-check\.md$/);

    const events = folders.events(eventLog);
    expect(events.map(({ event_type }) => event_type)).toEqual([
      'journal_session_start',
      'model_loaded',
      'download_failed',
      'journal_note',
      'journal_session_end',
    ]);
    expect(events.at(-1)?.data).toMatchObject({
      status: 'clean',
      summary: 'startup check',
      ledger: { emitted: 3, written: 2, skipped: 1, refused: 0, dropped: 0, skippedByType: { heartbeat: 1 } },
    });
    const text = folders.read('sessions', fileName);
    const frontmatter = readFrontmatter(text);
    expect(frontmatter).toMatchObject({
      device: 'studio',
      user: 'ann',
      model: 'opta-lmx/0.1.0',
      session: (started as { session: string }).session,
      event_log: eventLog,
      status: 'clean',
    });
    expect(text).toContain('Total events: 2');
    expect(text).toContain('| model_loaded | 1 |');
    expect(text).toContain('Keep the small model resident.');
    expect(bus.eventNames()).toEqual([]);
  });

  it('is finished once, however often and from wherever it is asked', async () => {
    const { journal } = create();
    await journal.start();
    journal.record({ type: 'x' });
    const results = await Promise.all([
      journal.finalize({ summary: 'one' }),
      journal.finalize({ summary: 'two' }),
      journal.finalize(),
    ]);
    results.push(await journal.finalize({ summary: 'three' }));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ ok: true });
    expect(only(folders.sessionLogs())).toMatch(/-studio-one\.md$/);
    expect(
      folders
        .events(only(folders.eventLogs()))
        .filter(({ event_type }) => event_type === 'journal_session_end'),
    ).toHaveLength(1);
  });

  it('keeps what is emitted while it is being started', async () => {
    const { journal } = create();
    const starting = journal.start();
    expect(journal.status().state).toBe('starting');
    for (let index = 0; index < 50; index += 1)
      expect(journal.record({ type: 'early', data: { index } })).toBe(true);
    await starting;
    journal.record({ type: 'late' });
    await journal.finalize();
    const events = folders.events(only(folders.eventLogs()));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    expect(events.slice(1, 51).map(({ data }) => data.index)).toEqual(
      Array.from({ length: 50 }, (_, index) => index),
    );
    expect(journal.status().ledger).toMatchObject({ emitted: 51, written: 51 });
  });

  it('counts what comes before its start and after its end', async () => {
    const { journal } = create();
    expect(journal.record({ type: 'before' })).toBe(false);
    await journal.start();
    await journal.finalize();
    expect(folders.events(only(folders.eventLogs())).at(-1)?.data.ledger).toMatchObject({
      emitted: 1,
      dropped: 1,
    });
    expect(journal.record({ type: 'after' })).toBe(false);
    expect(journal.note('note', 'after')).toBe(false);
    expect(journal.status()).toMatchObject({
      state: 'finalized',
      ledger: { emitted: 2, written: 0, dropped: 2, droppedByType: { after: 1, before: 1 } },
    });
  });

  it('can be neither finished before its start nor started after its end', async () => {
    const { journal } = create();
    expect(await journal.finalize()).toMatchObject({
      ok: false,
      error: { code: 'JOURNAL_RUNTIME_NOT_STARTED' },
    });
    const first = await journal.start();
    expect(await journal.start()).toEqual(first);
    await journal.finalize();
    expect(await journal.start()).toMatchObject({ ok: false, error: { code: 'JOURNAL_RUNTIME_FINALIZED' } });
    expect(folders.sessionLogs()).toHaveLength(1);
  });

  it('shows what its log would be now', async () => {
    const { journal } = create();
    expect(journal.preview()).toBeUndefined();
    await journal.start();
    journal.record({ type: 'model_loaded', data: { model_id: 'm' } });
    const preview = journal.preview();
    expect(preview?.log.status).toBe('running');
    expect(preview?.text).toContain('| model_loaded | 1 |');
    expect(folders.sessionLogs()).toEqual([]);
    const result = await journal.finalize();
    expect(journal.preview()?.text).toBe(folders.read('sessions', result.ok ? result.fileName : ''));
  });

  it('takes its times from its events when it is given a begin', async () => {
    const { journal } = create({ timezone: 'Australia/Sydney' });
    await journal.start({ startedAt: '2026-02-26T18:20:00+11:00' });
    journal.record({ event_type: 'model_unloaded', data: {}, timestamp_unix: 1_772_090_886.1155689 });
    await journal.finalize();
    const fileName = only(folders.sessionLogs());
    expect(fileName).toBe('2026-02-26-1820-studio-runtime-session.md');
    expect(only(folders.eventLogs())).toBe('2026-02-26-182000-studio-events.jsonl');
    expect(readFrontmatter(folders.read('sessions', fileName))).toMatchObject({ duration: '00:08:06' });
  });

  it('writes the same log without an event log', async () => {
    const { journal, failures } = create({ event_jsonl_enabled: false });
    const started = await journal.start({ model: 'm' });
    expect(started).not.toHaveProperty('eventLog');
    journal.record({ type: 'model_loaded', data: { model_id: 'a' } });
    const result = await journal.finalize();
    expect(failures).toEqual([]);
    expect(result.ok).toBe(true);
    expect(folders.eventLogs()).toEqual([]);
    expect(folders.read('sessions', only(folders.sessionLogs()))).toContain('| model_loaded | 1 |');
    expect(journal.status().ledger).toMatchObject({ emitted: 1, written: 1 });
  });

  it('writes durably when asked to', async () => {
    const { journal } = create({ durability: 'durable' });
    await journal.start();
    journal.record({ type: 'x', data: { a: 1 } });
    await journal.finalize();
    expect(folders.events(only(folders.eventLogs()))).toHaveLength(3);
  });
});

describe('one hour over a change of the clocks', () => {
  it.each([
    ['Australia/Sydney', '2026-04-04T15:30:00Z', '2026-10-03T15:30:00Z'],
    ['America/New_York', '2026-03-08T06:30:00Z', '2026-11-01T05:30:00Z'],
    ['Europe/London', '2026-03-29T00:30:00Z', '2026-10-25T00:30:00Z'],
  ])('is one hour in %s', async (timezone, ...begins) => {
    for (const begin of begins) {
      const time = { wall: Date.parse(begin), monotonic: 10 };
      const clocks = { clock: () => time.wall, monotonicClock: () => time.monotonic };
      const { journal } = create({ timezone }, clocks);
      await journal.start();
      time.wall += 3_600_000;
      time.monotonic += 3_600_000;
      const result = await journal.finalize();
      const text = folders.read('sessions', result.ok ? result.fileName : '');
      expect(readFrontmatter(text)?.duration).toBe('01:00:00');
      expect(text).toContain('Duration: 01:00:00');
    }
  });
});

describe('two runtimes in one second', () => {
  it('keep their own files in one process', async () => {
    const clock = () => START;
    const journals = await Promise.all(
      Array.from({ length: 4 }, async (_, index) => {
        const { journal } = create({}, { clock });
        await journal.start({ model: `model-${index}` });
        journal.record({ type: `type_${index}` });
        return journal;
      }),
    );
    const results = await Promise.all(journals.map((journal) => journal.finalize()));
    const names = results.map((result) => (result.ok ? result.fileName : ''));
    expect(new Set(names).size).toBe(4);
    expect(folders.sessionLogs().sort()).toEqual([...names].sort());
    expect(folders.eventLogs()).toHaveLength(4);
    for (const [index, name] of names.entries()) {
      const text = folders.read('sessions', name);
      expect(text).toContain(`| type_${index} | 1 |`);
      const events = folders.events(String(readFrontmatter(text)?.event_log));
      expect(events[1]?.event_type).toBe(`type_${index}`);
    }
  });

  it('keep their own files in several processes', async () => {
    const fixture = fileURLToPath(new URL('./fixtures/same-second.ts', import.meta.url));
    const processes = Array.from({ length: 4 }, () => spawnScript(fixture, [folders.root, String(START)]));
    for (const { ended } of processes) expect(await ended).toEqual({ code: 0, signal: null, stderr: '' });
    expect(folders.sessionLogs()).toHaveLength(4);
    expect(folders.eventLogs()).toHaveLength(4);
    const pairs = folders.sessionLogs().map((name) => readFrontmatter(folders.read('sessions', name)));
    expect(new Set(pairs.map((frontmatter) => frontmatter?.event_log)).size).toBe(4);
    for (const frontmatter of pairs) {
      const events = folders.events(String(frontmatter?.event_log));
      expect(events[0]?.data.session).toBe(frontmatter?.session);
      expect(events).toHaveLength(102);
    }
  });
});
