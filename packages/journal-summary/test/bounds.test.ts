import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { formatSessionLog } from '@opta/journal-format';
import { describe, expect, it } from 'vitest';
import { createSummary, type Ledger, type Summary, type SummaryEvent } from '../src/index.js';
import { logOf, summaryOf } from './fold-events.js';
import { event, QWEN, sampleEnd, sampleSession } from './sample-session.js';

const MEGABYTE = 1_048_576;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Kinds of events that each carry names and messages of their own. */
const DISTINCT: ((index: number) => [type: string, data: unknown])[] = [
  (index) => [`type_${index}`, {}],
  (index) => ['model_loaded', { model_id: `model ${index}`, memory_gb: 1, duration_sec: index % 600 }],
  (index) => [
    'model_readiness_changed',
    { model_id: `model ${index}`, state: 'loading', reason: `r${index}` },
  ],
  (index) => ['model_unloaded', { model_id: 'model 1', reason: `reason ${index}` }],
  (index) => [
    'request_completed',
    { model_id: `model ${index}`, duration_ms: index % 90_000, prompt_tokens: 7 },
  ],
  (index) => ['request_failed', { model_id: `model ${index}`, error: `error ${index}` }],
  (index) => ['download_completed', { repo_id: `repository ${index}`, local_path: `/models/${index}` }],
  (index) => ['journal_note', { kind: 'decision', text: `decision ${index}` }],
  (index) => ['journal_gap', { dropped: 1, by_type: { [`lost_${index}`]: 1 } }],
  (index) => ['tea_brewed', { cups: index }],
];

function addDistinct(summary: Summary, from: number, to: number): void {
  for (let index = from; index < to; index += 1) {
    const [type, data] = (DISTINCT[index % DISTINCT.length] as (typeof DISTINCT)[number])(index);
    summary.add({ type, data, time: sampleSession.startedAt + index, seq: index + 1 });
  }
}

describe('memory', () => {
  it('does not grow from a hundred thousand to a million events', () => {
    const summary = createSummary(sampleSession);
    addDistinct(summary, 0, 100_000);
    const before = heapUsed();
    addDistinct(summary, 100_000, 1_000_000);
    expect(heapUsed() - before).toBeLessThan(MEGABYTE);
    expect(summary.total).toBe(800_000);
    expect(JSON.stringify(summary.snapshot()).length).toBeLessThan(100_000);
    expect(formatSessionLog(summary.toSessionLog(sampleEnd)).length).toBeLessThan(150_000);
  });

  it('does not hold on to huge texts of which only the begin is kept', () => {
    const summary = createSummary(sampleSession);
    const before = heapUsed();
    for (let index = 0; index < 20; index += 1) {
      const huge = `${index} ${String.fromCharCode(97 + (index % 26)).repeat(MEGABYTE)}`;
      // JSON.parse, as everything from a file has been through it.
      const data = JSON.parse(
        JSON.stringify({ model_id: huge, error: huge, reason: huge, state: huge, kind: 'note', text: huge }),
      );
      const types = ['request_failed', 'model_readiness_changed', 'model_unloaded', 'journal_note', huge];
      for (const type of types) summary.add({ type, data, time: sampleSession.startedAt });
    }
    expect(summary.total).toBe(80);
    expect(heapUsed() - before).toBeLessThan(8 * MEGABYTE);
  });
});

describe('a hundred thousand', () => {
  const many = 100_000;

  it('event types are counted exactly, those beyond 256 together', () => {
    const { eventCounts = [] } = logOf(
      Array.from({ length: many }, (_, index) => event('08:10:00', `type_${index}`, {})),
    );
    expect(eventCounts).toHaveLength(257);
    expect(eventCounts.at(-1)).toEqual({ type: '(other types)', count: many - 256 });
  });

  it('models have figures of their own up to a hundred, the others together', () => {
    const log = logOf(
      Array.from({ length: many }, (_, index) =>
        event('08:10:00', 'request_completed', { model_id: `m${index}`, prompt_tokens: 1, duration_ms: 5 }),
      ),
    );
    const requests = log.details?.find(({ title }) => title === 'Requests') as {
      table: { rows: string[][] };
    };
    expect(requests.table.rows).toHaveLength(101);
    expect(requests.table.rows.at(-1)?.slice(0, 4)).toEqual(['(other models)', '99,900', '0', '99,900']);
  });

  it('models beyond the bound are not told apart, and said to be so', () => {
    const log = logOf(
      Array.from({ length: 300 }, (_, index) => event('08:10:00', 'model_loaded', { model_id: `m${index}` })),
    );
    expect(log.statusChanges?.at(-1)).toEqual({
      area: 'Model (other models)',
      before: 'not told apart',
      after: '200 loads, 0 unloads',
    });
  });

  it('reasons, downloads and files are counted beyond their bounds', () => {
    const log = logOf([
      ...Array.from({ length: 1_000 }, (_, index) =>
        event('08:10:00', 'model_unloaded', { model_id: QWEN, reason: `r${String(index).padStart(3, '0')}` }),
      ),
      ...Array.from({ length: 1_000 }, (_, index) =>
        event('08:11:00', 'download_completed', { local_path: `/m/${index}` }),
      ),
    ]);
    const [models, downloads] = (log.details ?? []) as { table: { rows: string[][] } }[];
    expect(models?.table.rows[0]?.[2]).toMatch(/^1,000 \(r000 1, .*, r015 1, \(other reasons\) 984\)$/);
    expect(downloads?.table.rows.at(-1)).toEqual(['–', '(other downloads)', '900', 'see the event log', '–']);
    expect(log.filesChanged?.created.slice(-2)).toEqual(['/m/199', '(800 other files)']);
  });

  it('types of a gap are counted beyond their bound, in whatever order they stand', () => {
    const counts = Array.from({ length: 1_000 }, (_, index) => [`t${index}`, 1] as const);
    const [straight, turned] = [counts, [...counts].reverse()].map((entries) =>
      logOf([event('08:10:00', 'journal_gap', { by_type: Object.fromEntries(entries) })], {
        status: 'killed',
      }),
    );
    expect(turned).toEqual(straight);
    expect(straight?.issues?.at(-1)).toMatch(/^1,000 events are not in the event log: t0 1, t1 1, t10 1, /);
  });

  it('types of the ledger show the most frequent, in whatever order they stand', () => {
    const counts = Array.from({ length: 1_000 }, (_, index) => [`t${index}`, index + 1] as const);
    const logs = [counts, [...counts].reverse()].map((entries) => {
      const ledger: Ledger = {
        emitted: 500_500,
        written: 0,
        skipped: 0,
        refused: 0,
        dropped: 500_500,
        droppedByType: Object.fromEntries(entries),
      };
      return logOf([], { ledger });
    });
    expect(logs[0]).toEqual(logs[1]);
    const table = logs[0]?.details?.[1] as { table: { rows: string[][] } };
    expect(table.table.rows).toHaveLength(257);
    expect(table.table.rows[0]).toEqual(['t999', 'dropped', '1,000']);
    expect(table.table.rows.at(-1)?.[0]).toBe('(other types)');
  });
});

describe('data of wrong types', () => {
  const wrong = [
    undefined,
    null,
    7,
    'text',
    [],
    { model_id: 7, state: {}, reason: [], memory_gb: '17', duration_sec: -1, crash_count: 1.5 },
    { model_id: { toString: () => 'x' }, prompt_tokens: 0.1, completion_tokens: Number.NaN, status: '500' },
    { kind: {}, text: 7, by_type: 'text', dropped: -3, from: 'yesterday', to: 7 },
    Object.create({ model_id: 'inherited' }),
  ];
  const types = ['model_loaded', 'model_readiness_changed', 'request_completed', 'request_failed'];
  const own = ['journal_note', 'journal_gap', 'journal_session_end'];

  it('are counted, and tell nothing', () => {
    const events = [...types, ...own].flatMap((type) =>
      wrong.map((data) => ({ ...event('08:10:00', type, {}), data })),
    );
    const { total, models, notes } = summaryOf(events).snapshot();
    expect(total).toBe(types.length * wrong.length);
    expect(models.map(({ model, promptTokens }) => [model, promptTokens])).toEqual([['(no model)', 0]]);
    expect(notes).toBe(0);
  });

  it('may also stand for the type and the sequence', () => {
    const events = [undefined, null, 7, '', ' \n'].map((type) => ({
      type: type as string,
      data: {},
      time: sampleSession.startedAt,
      seq: 'many' as unknown as number,
    }));
    const log = logOf(events as SummaryEvent[], { status: 'killed' });
    expect(log.eventCounts).toEqual([{ type: '(no type)', count: 5 }]);
    expect(log.summary).toContain(
      'Ended without finishing, as a killed process does. Known up to 08:02:11; what came after is not known.',
    );
  });

  it('cannot make a figure out of fractions of a token', () => {
    const events = [0.1, 0.2, 3].map((prompt_tokens) =>
      event('08:10:00', 'request_completed', { prompt_tokens }),
    );
    expect(summaryOf(events).snapshot().requests.promptTokens).toBe(3);
  });
});
