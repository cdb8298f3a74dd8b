import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendPart,
  type EventWindow,
  firstNumber,
  lastNumber,
  MAX_HELD,
  openWindow,
  PART_SIZE,
  prependPart,
} from '../app/pages/sessions/event-window.js';
import {
  type ReadLines,
  readEarlierPart,
  readFirstPart,
  readLaterPart,
} from '../app/pages/sessions/read-event-part.js';
import type { SessionEvent } from '../app/pages/sessions/session-event.js';

function event(seq: number): SessionEvent {
  return { type: 'x', severity: 'info', at: seq, data: null, seq };
}

function damage(line: number): SessionEvent {
  return { type: '(damaged)', severity: 'error', at: Number.NaN, data: { line } };
}

function numbers(from: number, to: number, step = 1): SessionEvent[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => event(from + index * step));
}

/** A log that is asked as the API is: damage comes with every answer, wherever it is. */
class Log {
  readonly rows: readonly SessionEvent[];
  requests = 0;
  mostLines = 0;

  constructor(rows: readonly SessionEvent[]) {
    this.rows = rows;
  }

  readonly read: ReadLines = async ({ after, limit }) => {
    this.requests += 1;
    const asked = this.rows.filter(({ type, seq }) => {
      return after === undefined || type === '(damaged)' || (seq !== undefined && seq > after);
    });
    this.mostLines = Math.max(this.mostLines, Math.min(limit, asked.length));
    return asked.slice(0, limit);
  };

  async open(after?: number): Promise<EventWindow> {
    const part = await readFirstPart(this.read, after);
    return openWindow(part, part.isStart ? 0 : (after ?? 0));
  }

  async later(window: EventWindow): Promise<EventWindow> {
    return appendPart(window, await readLaterPart(this.read, window));
  }

  async earlier(window: EventWindow): Promise<EventWindow> {
    return prependPart(window, await readEarlierPart(this.read, window));
  }
}

function held({ events, base, isStart, isEnd }: EventWindow) {
  return [firstNumber(events), lastNumber(events), events.length, base, isStart, isEnd];
}

describe('a window of events', () => {
  it('is the whole log where that is short', async () => {
    expect(held(await new Log(numbers(1, 19_999)).open())).toEqual([1, 19_999, 19_999, 0, true, true]);
    expect(held(await new Log([]).open())).toEqual([undefined, undefined, 0, 0, true, true]);
  });

  it('goes on to the end, and drops as many events at its head', async () => {
    const log = new Log(numbers(1, 32_000));
    const first = await log.open();
    expect(held(first)).toEqual([1, 20_000, 20_000, 0, true, false]);
    const second = await log.later(first);
    expect(held(second)).toEqual([5_001, 25_000, 20_000, 5_000, false, false]);
    const third = await log.later(second);
    expect(held(third)).toEqual([10_001, 30_000, 20_000, 10_000, false, false]);
    expect(held(await log.later(third))).toEqual([12_001, 32_000, 20_000, 12_000, false, true]);
    expect(log.requests).toBe(4);
  });

  it('knows the end of a log that ends with a part when nothing more comes', async () => {
    const log = new Log(numbers(1, 25_000));
    const window = await log.later(await log.open());
    expect(held(window)).toEqual([5_001, 25_000, 20_000, 5_000, false, false]);
    const last = await log.later(window);
    expect(held(last)).toEqual([5_001, 25_000, 20_000, 5_000, false, true]);
    expect(last.events).toBe(window.events);
  });

  it('goes back to the begin, and drops as many events at its end', async () => {
    const log = new Log(numbers(1, 100_000));
    const window = await log.open(8_000);
    expect(held(window)).toEqual([8_001, 28_000, 20_000, 8_000, false, false]);
    const earlier = await log.earlier(window);
    expect(held(earlier)).toEqual([3_001, 23_000, 20_000, 3_000, false, false]);
    expect(held(await log.earlier(earlier))).toEqual([1, 20_000, 20_000, 0, true, false]);
    expect(log.requests).toBe(3);
  });

  it('begins at the begin where a number is asked for that the log has not got', async () => {
    expect(held(await new Log(numbers(1, 300)).open(50_000))).toEqual([1, 300, 300, 0, true, true]);
  });

  it('goes back by filtered events, further each time until there are some', async () => {
    const log = new Log([...numbers(10, 700, 10), ...numbers(400_000, 900_000, 20)]);
    const window = await log.open(400_000);
    expect(firstNumber(window.events)).toBe(400_020);
    const earlier = await log.earlier(window);
    expect(held(earlier).slice(0, 3)).toEqual([10, 798_580, 20_000]);
    expect(earlier.isStart).toBe(true);
    // 5,000 numbers back, and twice as many each time, up to 640,000.
    expect(log.requests).toBe(9);
  });

  it('leaves nothing out where going back twice as far finds more than an answer holds', async () => {
    const log = new Log([...numbers(1, 300_000), ...numbers(900_000, 901_000)]);
    const window = await log.earlier(await log.open(899_999));
    expect(window.events[0]?.seq).toBeGreaterThan(300_000 - 2 * PART_SIZE);
    const expected = log.rows.filter(({ seq = 0 }) => seq >= (window.events[0]?.seq ?? 0));
    expect(window.events).toEqual(expected);
    expect(log.mostLines).toBeLessThanOrEqual(MAX_HELD);
  });

  it('holds the first events of a log without numbers, and nothing else', async () => {
    const rows = numbers(1, 30_000).map(({ seq, ...row }) => row);
    expect(held(await new Log(rows).open())).toEqual([undefined, undefined, 20_000, 0, true, false]);
  });

  it('shows each damage once and at its place, though every answer tells of it', async () => {
    const rows: SessionEvent[] = [damage(0), ...numbers(1, 20_000), damage(1), damage(2)];
    rows.push(...numbers(20_003, 40_000), damage(3), ...numbers(40_002, 60_000), damage(4));
    const log = new Log(rows);
    let window = await log.open();
    const seen = new Set(window.events);
    while (!window.isEnd) {
      window = await log.later(window);
      for (const row of window.events) seen.add(row);
    }
    expect([...seen]).toEqual(rows);
    const back = new Set(window.events);
    while (!window.isStart) {
      window = await log.earlier(window);
      for (const row of window.events) back.add(row);
    }
    expect(back).toEqual(seen);
  });

  it('gets past damage that fills an answer', async () => {
    const rows = [...numbers(1, 20_000), ...numbers(1, 12_000).map((_, line) => damage(line))];
    const log = new Log([...rows, ...numbers(32_001, 60_000)]);
    let window = await log.open();
    while (!window.isEnd) window = await log.later(window);
    expect(lastNumber(window.events)).toBe(60_000);
    while (!window.isStart) window = await log.earlier(window);
    expect(window.events[0]).toEqual(event(1));
  });

  it('is always one stretch of its log, whichever way the reader goes', async () => {
    const spans = fc.array(
      fc.record({
        kind: fc.constantFrom('dense', 'sparse', 'gap', 'damage'),
        length: fc.integer({ min: 1, max: 9_000 }),
      }),
      { maxLength: 12 },
    );
    const ways = fc.array(fc.boolean(), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(spans, ways, fc.nat(60_000), async (kinds, turns, after) => {
        const log = new Log(logOf(kinds));
        let window = await log.open(after === 0 ? undefined : after);
        for (const isLater of turns) {
          const [before, wasDone] = [window, isLater ? window.isEnd : window.isStart];
          if (wasDone || firstNumber(window.events) === undefined) continue;
          window = await (isLater ? log.later(window) : log.earlier(window));
          expectStretch(log, window);
          expectSameNumbers(before, window);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Every row of the log from the window's first to its last one; where one end is that of the log, it says so. */
function expectStretch({ rows }: Log, { events, isStart, isEnd }: EventWindow): void {
  const from = rows.indexOf(events[0] as SessionEvent);
  expect(rows.slice(from, from + events.length).every((row, index) => row === events[index])).toBe(true);
  expect(events.length).toBeLessThanOrEqual(MAX_HELD);
  if (isStart) expect(from).toBe(0);
  if (isEnd) expect(from + events.length).toBe(rows.length);
}

/** What is in both windows has the same row in both. */
function expectSameNumbers(one: EventWindow, other: EventWindow): void {
  const rowOf = ({ events, base }: EventWindow, row: SessionEvent) => events.indexOf(row) + base;
  const shared = one.events.filter((_, index) => index % 997 === 0 && other.events.includes(_));
  for (const row of shared) expect(rowOf(other, row)).toBe(rowOf(one, row));
}

function logOf(spans: readonly { kind: string; length: number }[]): SessionEvent[] {
  const rows: SessionEvent[] = [];
  let seq = 1;
  for (const { kind, length } of spans) {
    if (kind === 'dense') rows.push(...numbers(seq, seq + length - 1));
    if (kind === 'sparse') rows.push(...numbers(seq, seq + length - 1, 7));
    if (kind === 'damage') for (let line = 0; line < length % 150; line += 1) rows.push(damage(line));
    seq += kind === 'gap' ? length * 5 : length;
  }
  return rows;
}
