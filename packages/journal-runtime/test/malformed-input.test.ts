import { formatSessionLog } from '@opta/journal-format';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { createSummary, type Ledger } from '@opta/journal-summary';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from './log-folders.js';
import { only, START, useJournals } from './use-journals.js';

const { folders, create } = useJournals();

describe('malformed events', () => {
  it('are stored in a safe form or counted as refused, and change no object of the host', async () => {
    const cyclic: Record<string, unknown> = { name: 'loop' };
    cyclic.self = cyclic;
    const throwing = {
      type: 'throwing_getter',
      data: {
        get a() {
          throw new Error('do not read');
        },
      },
    };
    const frozen = Object.freeze({ type: 'frozen', data: Object.freeze({ list: Object.freeze([1]) }) });
    const { journal, failures } = create();
    await journal.start();
    const accepted = [
      { type: 'cyclic', data: cyclic },
      { type: 'bigint', data: { n: 10n ** 30n } },
      { type: 'not_a_number', data: { n: Number.NaN, infinite: Number.NEGATIVE_INFINITY } },
      { type: 'lone_surrogate', data: { text: '\ud800' } },
      { type: 'large', data: { text: 'x'.repeat(10_000_000) } },
      throwing,
      frozen,
      { type: 'text', data: 'only text\nwith a line\u2028break' },
      { type: 'map', data: new Map([['a', new Set([1])]]) },
      { type: 'error', data: new Error('as data') },
    ];
    const refused = [
      null,
      'text',
      {},
      { type: 5 },
      { type: '' },
      { type: 'journal_session_end', data: { status: 'clean' } },
    ];
    const hostile = new Proxy(
      {},
      {
        get() {
          throw new Error('hostile');
        },
      },
    );
    for (const event of accepted)
      expect([event.type, journal.record(event as never)]).toEqual([event.type, true]);
    for (const event of refused) expect(journal.record(event as never)).toBe(false);
    expect(journal.record(hostile as never)).toBe(false);
    await journal.finalize();

    expect(failures).toEqual([]);
    expect(cyclic).toEqual({ name: 'loop', self: cyclic });
    const events = folders.events(only(folders.eventLogs()));
    expect(events.slice(1, -1).map(({ event_type }) => event_type)).toEqual(accepted.map(({ type }) => type));
    expect(journal.status().ledger).toMatchObject({
      emitted: 17,
      written: 10,
      refused: 7,
      skipped: 0,
      dropped: 0,
    });
    expect(only(folders.sessionLogs())).toBeTruthy();
  });

  it('never unbalance the ledger, and leave a log that the event log alone gives again', async () => {
    const event = fc.oneof(
      fc.record({
        type: fc.oneof(
          fc.constantFrom('model_loaded', 'model_unloaded', 'heartbeat', 'journal_note', ''),
          fc.string({ unit: 'binary' }),
        ),
        data: fc.oneof(
          fc.record({
            model_id: fc.string({ unit: 'binary' }),
            reason: fc.anything(),
            duration_sec: fc.anything(),
          }),
          fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }),
        ),
        time: fc.oneof(fc.integer({ min: START, max: START + 10_000_000 }), fc.anything()),
      }),
      fc.anything(),
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 30 }), async (events) => {
        run += 1;
        const { journal, failures } = create({ sessionLogsDir: `${folders.sessions}/${run}` });
        await journal.start();
        for (const value of events) journal.record(value as never);
        const result = await journal.finalize();
        expect(failures).toEqual([]);
        const { emitted, written, skipped, refused, dropped } = journal.status().ledger;
        expect(emitted).toBe(events.length);
        expect(written + skipped + refused + dropped).toBe(emitted);
        const fileName = result.ok ? result.fileName : '';
        const text = folders.read('sessions', `${run}/${fileName}`);
        const eventLog = String(readFrontmatter(text)?.event_log);
        expect(foldAgain(folders.events(`${run}/${eventLog}`), eventLog)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});

describe('notes', () => {
  it('are refused with a reason when they are none', async () => {
    const { journal, failures } = create();
    await journal.start();
    expect(journal.note('remark' as never, 'x')).toBe(false);
    expect(journal.note('note', '  ')).toBe(false);
    expect(journal.note('note', 5 as never)).toBe(false);
    expect(failures.map(({ code }) => code)).toEqual(Array(3).fill('JOURNAL_RUNTIME_NOTE_INVALID'));
    expect(failures[0]?.message).toContain('decision, next_step, issue');
    await journal.finalize();
  });
});

describe('a bus', () => {
  it('that is none is reported and harms nobody', async () => {
    const { journal, failures } = create();
    await journal.start();
    journal.bind({} as never)();
    expect(failures.map(({ code }) => code)).toEqual(['JOURNAL_RUNTIME_BUS_UNKNOWN']);
    await journal.finalize();
  });
});

/** The session log as a reader of the event log alone builds it. */
function foldAgain(events: LoggedEvent[], eventLog: string): string {
  const start = events[0]?.data ?? {};
  const summary = createSummary({
    session: String(start.session),
    device: String(start.device),
    user: String(start.user),
    model: String(start.model),
    startedAt: Date.parse(String(start.started_at)),
    timeZone: String(start.time_zone),
    metadata: start.metadata as Record<string, unknown>,
    eventLog,
  });
  for (const { event_type, data, timestamp, seq } of events.slice(1)) {
    summary.add({ type: event_type, data, time: Date.parse(timestamp), seq });
  }
  const end = events.at(-1)?.data ?? {};
  const log = summary.toSessionLog({
    endedAt: Date.parse(String(end.ended_at)),
    durationMs: Number(end.duration_ms),
    status: String(end.status),
    ledger: end.ledger as Ledger,
    ...(end.reason === null ? {} : { reason: String(end.reason) }),
    ...(end.summary === null ? {} : { summary: String(end.summary) }),
  });
  return formatSessionLog(log);
}
