import { parseSessionLog } from '@opta/journal-format/parse';
import { describe, expect, it } from 'vitest';
import { useDemo } from './use-demo.js';

const demo = useDemo();
const NAME = '2026-02-25-124852-mono512-lan-events.jsonl';

/** A line as Python's json.dumps(sort_keys=True) writes it. */
function recorded(second: number, type: string, data: Record<string, unknown>): string {
  const seconds = Date.parse('2026-02-25T12:48:52+11:00') / 1000 + second;
  const timestamp = `2026-02-25T12:${second < 8 ? '48' : '49'}:${String((52 + second) % 60).padStart(2, '0')}.5+11:00`;
  return `{"data": ${JSON.stringify(data)}, "event_type": "${type}", "timestamp": "${timestamp}", "timestamp_unix": ${seconds + 0.5}}`;
}

const LINES = [
  recorded(1, 'model_readiness_changed', {
    model_id: 'a/b',
    previous_state: 'unknown',
    state: 'loading',
    reason: 'load',
  }),
  recorded(3, 'model_loaded', { model_id: 'a/b', format: 'mlx', memory_gb: 17.2, duration_sec: 2.1 }),
  recorded(4, 'model_canary_passed', { model_id: 'a/b', backend: 'vllm-mlx', duration_sec: 0.4 }),
  recorded(9, 'model_unloaded', { model_id: 'a/b', memory_freed_gb: 17.2, reason: 'lru' }),
];

describe('a replay', () => {
  it('journals the events of the file as they were: counts, times, device', async () => {
    const replay = demo.write(NAME, `${LINES.join('\n')}\n`);
    const server = await demo.start({ replay });
    expect(await server.replayed).toEqual({ events: 4, ownRecords: 0, unusableLines: 0 });
    await server.close();
    const [name] = demo.sessionLogs();
    const text = demo.readSession(name);
    expect(parseSessionLog(text).eventCounts).toEqual([
      { type: 'model_canary_passed', count: 1 },
      { type: 'model_loaded', count: 1 },
      { type: 'model_readiness_changed', count: 1 },
      { type: 'model_unloaded', count: 1 },
    ]);
    expect(parseSessionLog(text)).toMatchObject({
      device: 'mono512-lan',
      model: 'opta-lmx/0.1.0',
      duration: '00:00:09',
    });
    const lines = demo
      .readSession(demo.eventLogs()[0])
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.find(({ event_type }) => event_type === 'model_loaded').timestamp_unix).toBe(
      Date.parse('2026-02-25T12:48:55.5+11:00') / 1000,
    );
  });

  it('writes no update logs: what the events tell of happened elsewhere', async () => {
    const replay = demo.write(NAME, `${LINES.join('\n')}\n`);
    const server = await demo.start({ replay });
    await server.replayed;
    await server.close();
    expect(demo.updateLogs()).toEqual([]);
  });

  it('takes the start from the name of an empty file', async () => {
    const config = demo.write('config.yaml', 'journaling:\n  timezone: Australia/Sydney\n');
    const server = await demo.start({ replay: demo.write(NAME, ''), config });
    await server.replayed;
    await server.close();
    expect(demo.sessionLogs()).toEqual(['2026-02-25-1248-mono512-lan-runtime-session.md']);
    expect(demo.readSession(demo.sessionLogs()[0])).toContain('- Started: 2026-02-25 12:48:52 AEDT\n');
  });

  it('names lines that it cannot use and leaves the records of a journal out', async () => {
    const own = '{"seq":1,"event_type":"journal_session_start","timestamp":"2026-02-25T01:48:52Z","data":{}}';
    const replay = demo.write(
      'events.jsonl',
      `${own}\n${LINES[0]}\n{"event_type": "cut\nnull\n${LINES[1]}\n`,
    );
    const server = await demo.start({ replay });
    expect(await server.replayed).toEqual({ events: 2, ownRecords: 1, unusableLines: 2 });
    expect(
      demo.printed.filter((line) => line.includes('is left out')).map((line) => /:(\d+) is/.exec(line)?.[1]),
    ).toEqual(['3', '4']);
  });

  it('keeps the recorded pace when asked to', async () => {
    const replay = demo.write('events.jsonl', `${LINES.slice(0, 2).join('\n')}\n`);
    const server = await demo.start({ replay, pace: 100 });
    const times: number[] = [];
    server.journal.subscribe(() => times.push(performance.now()));
    await server.replayed;
    // Two recorded seconds at a hundred times the pace; a timer may come a little late, never early.
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(18);
  });

  it('takes a hundred thousand events at full speed without dropping one', async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) =>
      recorded(index / 10_000, 'request_completed', {
        model_id: 'a/b',
        prompt_tokens: index,
        text: 'x'.repeat(200),
      }),
    );
    const server = await demo.start({ replay: demo.write('events.jsonl', `${lines.join('\n')}\n`) });
    await server.replayed;
    const finalized = await server.close();
    expect(finalized.ok).toBe(true);
    expect(server.journal.status().ledger).toMatchObject({ emitted: 100_000, written: 100_000, dropped: 0 });
  });

  it('refuses a file that is not there, and leaves no session behind', async () => {
    await expect(demo.start({ replay: '/nowhere/events.jsonl' })).rejects.toThrow('/nowhere/events.jsonl');
    expect(demo.list('.', /Session|updates/)).toEqual([]);
  });
});
