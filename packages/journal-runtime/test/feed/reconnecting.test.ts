import type { ServerResponse } from 'node:http';
import { createSeededRandom } from 'test-kit';
import { describe, expect, it, vi } from 'vitest';
import { bindEventFeed, type FeedEvent } from '../../src/feed.js';
import { listen, until } from './listen.js';
import { lmxFrame, openStream, serveFeed } from './serve-feed.js';

/** So that no test waits for long. */
const AT_ONCE = { longestPauseMs: 20 };

describe('a feed whose server gives no ids', () => {
  it('connects again and tells the time of which nothing is known', async () => {
    const server = await serveFeed((response, _, number) => {
      openStream(response).write(lmxFrame('model_loaded', { number }));
    });
    const { events, types, errors, came, feed } = listen(server.url, AT_ONCE);
    await came(1);
    const lostAt = Date.now();
    await server.stop();
    await until(() => types().includes('feed_connection_failed'));
    expect(feed.status().disconnectedSince).toBeLessThanOrEqual(Date.now());
    await until(() => errors.length === 2);
    await server.start();
    await until(() => types().at(-1) === 'model_loaded');
    const [, broken, refused, gap] = events.map(({ data }) => data as Record<string, string>);
    expect(types()).toEqual([
      'model_loaded',
      'feed_connection_failed',
      'feed_connection_failed',
      'feed_continuity_failed',
      'model_loaded',
    ]);
    expect(broken?.message).toContain(`Not connected to ${server.url}: other side closed`);
    expect(refused?.message).toContain('ECONNREFUSED');
    expect(gap?.message).toBe(
      `Not connected to ${server.url} from ${gap?.from} to ${gap?.to}, what happened there is unknown`,
    );
    expect(Date.parse(gap?.from ?? '')).toBeLessThanOrEqual(lostAt);
    expect(Date.parse(gap?.to ?? '')).toBeGreaterThanOrEqual(lostAt);
    expect(server.requests.map(({ headers }) => headers['last-event-id'])).not.toContainEqual(
      expect.anything(),
    );
    expect(feed.status()).toMatchObject({ state: 'connected', events: 2, gaps: 1 });
  });

  it('tells that nothing is known from the beginning, if the server is not there', async () => {
    const server = await serveFeed((response) => openStream(response));
    await server.stop();
    const boundAt = Date.now();
    const { events, types, feed } = listen(server.url, AT_ONCE);
    await until(() => feed.status().state === 'waiting');
    await server.start();
    await until(() => feed.status().state === 'connected');
    expect(types()).toEqual(['feed_connection_failed', 'feed_continuity_failed']);
    const { data } = events[1] as FeedEvent;
    expect(Math.abs(Date.parse((data as { from: string }).from) - boundAt)).toBeLessThan(1_000);
  });

  it('tells nothing of a connection that is there at once', async () => {
    const server = await serveFeed((response) => openStream(response).write(lmxFrame('first', {})));
    const { types, came } = listen(server.url);
    await came(1);
    expect(types()).toEqual(['first']);
  });

  it('does not fill the session log with a server that comes and goes', async () => {
    const server = await serveFeed((response) => openStream(response).end(lmxFrame('hello', {})));
    const { events } = listen(server.url, { longestPauseMs: 1 });
    const messages = () =>
      events
        .filter(({ type }) => type.startsWith('feed_'))
        .map(({ data }) => (data as { message: string }).message);
    await until(() => messages().length > 60);
    expect(new Set(messages()).size).toBeLessThanOrEqual(25);
    expect(messages().filter((message) => message.includes('again and again')).length).toBeGreaterThan(5);
  });
});

describe('a feed whose server gives ids', () => {
  it('hands over every event once, over 200 broken connections', async () => {
    const random = createSeededRandom(11);
    const total = 3_000;
    const frames = Array.from(
      { length: total },
      (_, index) => `id: 01S:${index + 1}\nevent: counted\ndata: {"n":${index + 1}}\n\n`,
    );
    const server = await serveFeed((response, request, number) => {
      // With longer pauses, as they follow each other where nothing comes, this would not end in time.
      openStream(response).write('retry: 1\n\n');
      const last = Number(/:(\d+)$/.exec(request.headers['last-event-id'] as string)?.[1] ?? 0);
      // Some servers send the last one, or more, again.
      const from = Math.max(0, last - Math.floor(random() * 3));
      if (number >= 200) return void response.write(frames.slice(from).join(''));
      const bytes = Buffer.from(frames.slice(from, from + 25).join(''));
      const cut = Math.floor(random() * bytes.length);
      if (random() < 0.5) response.end(bytes.subarray(0, cut));
      else response.write(bytes.subarray(0, cut), () => response.destroy());
    });
    const { events, feed } = listen(server.url);
    const counted = () => events.filter(({ type }) => type === 'counted');
    await until(() => counted().length >= total);
    expect(server.requests.length).toBeGreaterThan(200);
    expect(counted().map(({ data }) => (data as { n: number }).n)).toEqual(
      Array.from({ length: total }, (_, index) => index + 1),
    );
    expect(feed.status()).toMatchObject({ events: total, gaps: 0, lastEventId: `01S:${total}` });
    expect(feed.status().duplicates).toBeGreaterThan(0);
  });

  it('says from when to when it was away and where it resumed', async () => {
    const server = await serveFeed((response, _, number) => {
      openStream(response).write(`retry: 20\n\nid: a:${number}\nevent: e\ndata: {}\n\n`);
      if (number === 0) response.end();
    });
    const { events, types, came } = listen(server.url);
    await came(4);
    expect(types()).toEqual(['e', 'feed_connection_failed', 'feed_reconnected', 'e']);
    expect(events[2]?.data).toEqual({
      url: server.url,
      from: expect.any(String),
      to: expect.any(String),
      last_event_id: 'a:0',
    });
    expect(server.requests[1]?.headers['last-event-id']).toBe('a:0');
  });

  it.each([
    ['{"missed": 12}', 12, 'missing: 12 events'],
    [
      '{"missed": null, "reason": "unknown id"}',
      0,
      'missing: some events, nobody knows how many (unknown id)',
    ],
    ['nonsense', 0, 'missing: some events, nobody knows how many'],
  ])('tells the gap %s that the server names after a reconnection', async (payload, missed, end) => {
    const server = await serveFeed((response, _, number) => {
      openStream(response).write('retry: 20\n\n');
      if (number === 0) response.end('id: a:1\nevent: e\ndata: {}\n\n');
      else response.write(`event: gap\ndata: ${payload}\n\nid: a:14\nevent: e\ndata: {}\n\n`);
    });
    const { events, types, came, feed } = listen(server.url);
    await came(5);
    expect(types().slice(2)).toEqual(['feed_reconnected', 'feed_continuity_failed', 'e']);
    const { from, to } = (events[2] as FeedEvent).data as { from: string; to: string };
    expect(events[3]?.data).toMatchObject({
      message: `Not connected to ${server.url} from ${from} to ${to}, ${end}`,
    });
    expect(feed.status()).toMatchObject({ gaps: 1, missed });
  });

  it('tells a gap from its begin if the connection broke once more before the server could tell it', async () => {
    const server = await serveFeed((response, _, number) => {
      openStream(response).write('retry: 20\n\n');
      if (number === 0) response.end('id: a:1\nevent: e\ndata: {}\n\n');
      else if (number === 1) response.end(lmxFrame('heartbeat', {}));
      else response.write('event: gap\ndata: {"missed": 2}\n\n');
    });
    const { events, types } = listen(server.url);
    await until(() => types().includes('feed_continuity_failed'));
    const spans = events.map(({ data }) => data as { from: string; to: string });
    expect(types().slice(1)).toEqual([
      'feed_connection_failed',
      'feed_reconnected',
      'feed_connection_failed',
      'feed_reconnected',
      'feed_continuity_failed',
    ]);
    expect(spans[5]).toMatchObject({ from: spans[2]?.from, to: spans[4]?.to });
  });

  it('tells a gap of one that is read too slowly', async () => {
    const server = await serveFeed((response) => {
      openStream(response).write('id: a:1\nevent: e\ndata: {}\n\nevent: gap\ndata: {"missed": 1}\n\n');
    });
    const { events, came } = listen(server.url);
    await came(2);
    expect(events[1]?.data).toMatchObject({ message: expect.stringMatching(/^Behind .* missing: 1 event$/) });
  });

  it('tells a gap if a server without ids takes the other one’s place', async () => {
    const server = await serveFeed((response, _, number) => {
      openStream(response).write(`retry: 20\n\n${number === 0 ? 'id: a:1\n' : ''}event: e\ndata: {}\n\n`);
      if (number === 0) response.end();
    });
    const { types, came } = listen(server.url);
    await came(5);
    expect(types().slice(2)).toEqual(['feed_reconnected', 'feed_continuity_failed', 'e']);
  });

  it('takes different events with one id for different events', async () => {
    const server = await serveFeed((response) => {
      openStream(response).write('id: 1\nevent: e\ndata: {"a":1}\n\nid: 1\nevent: e\ndata: {"a":2}\n\n');
    });
    const { came, feed } = listen(server.url);
    await came(2);
    expect(feed.status().duplicates).toBe(0);
  });

  it('asks for nothing after an id that a request cannot carry', async () => {
    const server = await serveFeed((response, _, number) => {
      openStream(response).write(`retry: 20\n\nid: größe ☃\nevent: e\ndata: {}\n\n`);
      if (number === 0) response.end();
    });
    const { types, came } = listen(server.url);
    await came(4);
    expect(types()).toEqual(['e', 'feed_connection_failed', 'feed_continuity_failed', 'e']);
  });
});

describe('a feed that says where it begins', () => {
  it('goes on from there, if the connection breaks before the first event', async () => {
    const server = await serveFeed((response, _, number) => {
      openStream(response).write(`retry: 20\n\n: place a:7\n\n`);
      if (number === 0) response.end();
    });
    const { events, types, came, feed } = listen(server.url);
    await came(3);
    expect(types()).toEqual(['feed_connected', 'feed_connection_failed', 'feed_reconnected']);
    expect(events.map(({ feedId }) => feedId)).toEqual(['a:7', undefined, 'a:7']);
    expect(server.requests[1]?.headers['last-event-id']).toBe('a:7');
    expect(feed.status()).toMatchObject({ events: 0, gaps: 0, lastEventId: 'a:7' });
  });

  it('leaves a place that a request cannot carry back', async () => {
    const server = await serveFeed((response) => {
      openStream(response).write(`: place größe\n\nid: a:1\nevent: e\ndata: {}\n\n`);
    });
    const { types, came } = listen(server.url);
    await came(1);
    expect(types()).toEqual(['e']);
  });
});

describe('a feed that goes on where an earlier one ended', () => {
  const resumeAfter = { time: Date.parse('2026-02-24T13:56:00Z'), lastEventId: 'a:7' };

  it('asks for what came after, and says since when nobody has listened', async () => {
    const server = await serveFeed((response) => {
      openStream(response).write('id: a:8\nevent: e\ndata: {}\n\n');
    });
    const { events, types, came, feed } = listen(server.url, { resumeAfter });
    await came(2);
    expect(server.requests[0]?.headers['last-event-id']).toBe('a:7');
    expect(types()).toEqual(['feed_reconnected', 'e']);
    expect(Date.parse(((events[0] as FeedEvent).data as { from: string }).from)).toBe(resumeAfter.time);
    expect(events.map(({ feedId }) => feedId)).toEqual(['a:7', 'a:8']);
    expect(feed.status()).toMatchObject({ state: 'connected', gaps: 0 });
  });

  it('tells a gap where the server gives no ids', async () => {
    const server = await serveFeed((response) => openStream(response).write(lmxFrame('e', {})));
    const { events, types, came } = listen(server.url, { resumeAfter: { time: resumeAfter.time } });
    await came(2);
    expect(types()).toEqual(['feed_continuity_failed', 'e']);
    expect(Date.parse(((events[0] as FeedEvent).data as { from: string }).from)).toBe(resumeAfter.time);
    expect(server.requests[0]?.headers['last-event-id']).toBeUndefined();
  });

  it.each([
    [{ time: Number.NaN }, /resumeAfter\.time is null/],
    [{ time: 1, lastEventId: 'a b' }, /resumeAfter\.lastEventId is "?a b/],
  ])('refuses %j', (wrong, message) => {
    expect(() => bindEventFeed('http://127.0.0.1:1', { resumeAfter: wrong })).toThrow(message);
  });
});

describe('a feed that hangs', () => {
  it('is given up when neither event nor heartbeat comes, and not before', async () => {
    const beats = 20;
    let sent = 0;
    let hanging: ServerResponse | undefined;
    const server = await serveFeed((response, _, number) => {
      openStream(response);
      if (number > 0) return void response.write(lmxFrame('back', {}));
      hanging = response;
      const timer = setInterval(() => {
        response.write(lmxFrame('heartbeat', { timestamp: 1 }));
        sent += 1;
        if (sent === beats) clearInterval(timer);
      }, 50);
    });
    const { events, types, feed } = listen(server.url, { ...AT_ONCE, idleTimeoutMs: 500 });
    await until(() => types().includes('back'));
    expect(sent).toBe(beats);
    expect(types()).toEqual(['feed_connection_failed', 'feed_continuity_failed', 'back']);
    expect(events[0]?.data).toMatchObject({
      message: expect.stringContaining('neither event nor heartbeat for 500 ms'),
    });
    expect(feed.status().lastError?.code).toBe('JOURNAL_RUNTIME_FEED_DISCONNECTED');
    await until(() => hanging?.destroyed === true);
  });

  it('is given up when it does not even answer', async () => {
    const server = await serveFeed((response, _, number) => {
      if (number > 0) openStream(response).write(lmxFrame('back', {}));
    });
    const { types } = listen(server.url, { ...AT_ONCE, idleTimeoutMs: 50 });
    await until(() => types().includes('back'));
  });
});

it('waits longer and longer, but no longer than told, and not less than the server wishes', async () => {
  const random = vi.spyOn(Math, 'random').mockReturnValue(0);
  const { ReconnectPause } = await import('../../src/feed/reconnect-pause.js');
  const pause = new ReconnectPause(5_000);
  const taken = (count: number) => Array.from({ length: count }, () => pause.take(0));
  expect(taken(6)).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  expect(pause.take(30_000)).toBe(30_000);
  pause.reset();
  expect(taken(1)).toEqual([500]);
  pause.setFirst(8_000);
  expect(taken(2)).toEqual([8_000, 8_000]);
  pause.setFirst(0);
  pause.reset();
  expect(taken(2)).toEqual([20, 40]);
  random.mockReturnValue(0.5);
  expect(taken(1)).toEqual([100]);
  random.mockRestore();
});
