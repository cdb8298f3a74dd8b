import { describe, expect, it, vi } from 'vitest';
import { MAX_FEED_QUEUE_EVENTS } from './constants.js';
import { createEventFeed } from './event-feed.js';
import type { LiveRecord } from './journal-source.js';

const OPTIONS = { maxClients: 3, heartbeatIntervalMs: 60_000 };
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

function connect(feed: ReturnType<typeof createEventFeed>) {
  const abort = new AbortController();
  const response = feed.connect(new Request('http://localhost/admin/events', { signal: abort.signal }));
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
      expect(await heartbeat).toMatch(/^event: heartbeat\ndata: \{"timestamp": [\d.]+\}\n\n$/);
    } finally {
      vi.useRealTimers();
    }
  });

  it('keeps a bounded number of events for a client that does not read, and tells it what it missed', async () => {
    const bus = createBus();
    const feed = createEventFeed(bus, OPTIONS);
    const slow = connect(feed);
    const quick = connect(feed);
    await quick.next();
    const sent = MAX_FEED_QUEUE_EVENTS + 500;
    for (let seq = 1; seq <= sent; seq += 1) {
      bus.send({ seq });
      expect(await quick.next()).toContain(`id: 01S:${seq}\n`);
    }
    await slow.next();
    let received = 0;
    let frame = await slow.next();
    while (frame.startsWith('id:')) {
      received += 1;
      frame = await slow.next();
    }
    const missed = Number(/^event: gap\ndata: \{"missed": (\d+)\}\n\n$/.exec(frame)?.[1]);
    expect(received + missed).toBe(sent);
    expect(received).toBeLessThanOrEqual(MAX_FEED_QUEUE_EVENTS + 1);
    bus.send({ seq: sent + 1 });
    expect(await slow.next()).toContain(`id: 01S:${sent + 1}\n`);
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

  it('ends every stream when it is closed', async () => {
    const feed = createEventFeed(createBus(), OPTIONS);
    const client = connect(feed);
    await client.next();
    feed.close();
    expect(await client.next()).toBe('end');
    expect(feed.clientCount).toBe(0);
  });

  it('says so where the journal is only read', () => {
    expect(createEventFeed({}, OPTIONS).connect(new Request('http://localhost/')).status).toBe(501);
  });
});
