import { describe, expect, it, vi } from 'vitest';
import { createEventFeed } from './event-feed.js';
import { MAX_RECENT_EVENTS } from './feed/constants.js';
import type { LiveRecord } from './journal-source.js';
import { createAnswerRedaction } from './redact-answer.js';

const OPTIONS = {
  maxClients: 3,
  heartbeatIntervalMs: 60_000,
  redaction: createAnswerRedaction(undefined),
};
const decoder = new TextDecoder();

/** Those of the specification, then those at which Python's splitlines() ends a line too. */
const LINE_BREAKS = [
  '\n',
  '\r',
  '\r\n',
  '\v',
  '\f',
  '\u001c',
  '\u001d',
  '\u001e',
  '\u0085',
  '\u2028',
  '\u2029',
];
const EVERY_LINE_BREAK = new RegExp(LINE_BREAKS.toReversed().join('|'));

function createBus() {
  const listeners = new Set<(record: LiveRecord) => void>();
  return {
    listeners,
    subscribe(listener: (record: LiveRecord) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(record: Partial<LiveRecord>) {
      const whole = { session: '01S', seq: 1, type: 'model_loaded', data: {}, time: 0, ...record };
      for (const listener of listeners) listener(whole);
    },
  };
}

function connect(feed: ReturnType<typeof createEventFeed>, query = '') {
  const abort = new AbortController();
  const response = feed.connect(
    new Request(`http://localhost/admin/events${query}`, { signal: abort.signal }),
  );
  const reader = response.body?.getReader();
  return {
    response,
    abort,
    async next(): Promise<string> {
      const chunk = await reader?.read();
      return chunk === undefined || chunk.done ? 'end' : decoder.decode(chunk.value);
    },
  };
}

describe('the event feed', () => {
  it('says where a client begins that has not said after what, if that is known', async () => {
    const status = () => ({ session: '01S', sequence: 6, queuedBytes: 0 });
    const feed = createEventFeed({ ...createBus(), status }, OPTIONS);
    expect(await connect(feed).next()).toBe(': connected\n: place 01S:6\n\n');
    expect(await connect(feed, '?last_event_id=01S:3').next()).toBe(': connected\n\n');
    const unsafe = () => ({ session: 'a\n\ndata: b', sequence: 6, queuedBytes: 0 });
    const other = createEventFeed({ ...createBus(), status: unsafe }, OPTIONS);
    expect(await connect(other).next()).toBe(': connected\n\n');
  });

  it('sends LMX’s frames with an id before them', async () => {
    const bus = createBus();
    const client = connect(createEventFeed(bus, OPTIONS));
    expect(client.response.headers.get('content-type')).toBe('text/event-stream');
    expect(await client.next()).toBe(': connected\n\n');
    bus.send({ seq: 7, data: { model_id: 'a/b' } });
    expect(await client.next()).toBe('id: 01S:7\nevent: model_loaded\ndata: {"model_id":"a/b"}\n\n');
  });

  it.each(LINE_BREAKS)('cannot be made to send a frame that an event forged, by %j', async (lineBreak) => {
    const bus = createBus();
    const client = connect(createEventFeed(bus, OPTIONS));
    await client.next();
    const forged = ['x', '', 'event: forged', 'id: 9', 'retry: 1', 'data: {}', '', ''].join(lineBreak);
    bus.send({ type: forged, data: { [forged]: [forged], lone: '\ud800' } });
    const frame = await client.next();
    const lines = frame.split(EVERY_LINE_BREAK);
    expect(lines.map((line) => line.split(':')[0])).toEqual(['id', 'event', 'data', '', '']);
    expect(JSON.parse(lines[2]?.slice('data: '.length) ?? '')).toEqual({
      [forged]: [forged],
      lone: '\ud800',
    });
  });

  it('sends a heartbeat without an id when nothing happens', async () => {
    vi.useFakeTimers();
    try {
      const client = connect(createEventFeed(createBus(), { ...OPTIONS, heartbeatIntervalMs: 30_000 }));
      await client.next();
      const heartbeat = client.next();
      vi.advanceTimersByTime(30_000);
      expect(await heartbeat).toMatch(/^event: heartbeat\ndata: \{"timestamp":[\d.]+\}\n\n$/);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['all', '', 1],
    ['some', '?type=wanted', 2],
  ])('tells a slow client that wants %s exactly how much it missed', async (_, query, step) => {
    const bus = createBus();
    const feed = createEventFeed(bus, OPTIONS);
    const slow = connect(feed, query);
    await slow.next();
    const sent = MAX_RECENT_EVENTS + 500;
    for (let seq = 1; seq <= sent; seq += 1) bus.send({ seq, type: seq % 2 === 0 ? 'wanted' : 'other' });
    const gap = /^event: gap\ndata: \{"missed":(\d+),"reason":"the client reads too slowly"\}\n\n$/;
    const beforeGap = await slow.next();
    expect(beforeGap).toMatch(gap);
    expect(Number(gap.exec(beforeGap)?.[1])).toBe(500 / step);
    let text = '';
    while (!text.includes(`id: 01S:${sent}\n`)) text += await slow.next();
    expect(text.match(/^id:/gm)).toHaveLength(MAX_RECENT_EVENTS / step);
  });

  it('sends what came in one turn as one chunk', async () => {
    const bus = createBus();
    const client = connect(createEventFeed(bus, OPTIONS));
    await client.next();
    for (let seq = 1; seq <= 10; seq += 1) bus.send({ seq });
    expect((await client.next()).match(/^id:/gm)).toHaveLength(10);
  });

  it('keeps a large event alone', async () => {
    const bus = createBus();
    const client = connect(createEventFeed(bus, OPTIONS));
    await client.next();
    bus.send({ seq: 1 });
    bus.send({ seq: 2, data: 'x'.repeat(5 * 1024 * 1024) });
    expect(await client.next()).toContain('"missed":1');
    expect(await client.next()).toContain('id: 01S:2\n');
  });

  it('has room for a limited number of clients', async () => {
    const feed = createEventFeed(createBus(), { ...OPTIONS, maxClients: 1 });
    const first = connect(feed);
    expect(first.response.status).toBe(200);
    const second = feed.connect(new Request('http://localhost/admin/events'));
    expect(second.status).toBe(503);
    expect(second.headers.get('retry-after')).toBe('5');
    expect(await second.json()).toHaveProperty('detail');
  });

  it('forgets a client that goes away and leaves no listener behind', async () => {
    const bus = createBus();
    const feed = createEventFeed(bus, OPTIONS);
    const first = connect(feed);
    const second = connect(feed);
    expect(bus.listeners.size).toBe(1);
    first.abort.abort();
    expect(feed.clientCount).toBe(1);
    second.abort.abort();
    expect(feed.clientCount).toBe(0);
    expect(bus.listeners.size).toBe(0);
  });

  it('has no client for a request that is gone already, nor for one that wants no body', () => {
    const bus = createBus();
    const feed = createEventFeed(bus, OPTIONS);
    const url = 'http://localhost/admin/events';
    feed.connect(new Request(url, { signal: AbortSignal.abort() }));
    expect(feed.connect(new Request(url, { method: 'HEAD' })).status).toBe(200);
    expect(feed.clientCount).toBe(0);
    expect(bus.listeners.size).toBe(0);
  });

  it('ends every stream when it is closed', async () => {
    const feed = createEventFeed(createBus(), OPTIONS);
    const client = connect(feed);
    await client.next();
    feed.close();
    expect(await client.next()).toBe('end');
    expect(feed.clientCount).toBe(0);
    expect(connect(feed).response.status).toBe(503);
  });

  it('says so where the journal is only read', () => {
    expect(createEventFeed({}, OPTIONS).connect(new Request('http://localhost/')).status).toBe(501);
  });
});
