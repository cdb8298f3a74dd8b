import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { createSeededRandom } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { listen, until } from './listen.js';
import { lmxFrame, openStream, serveFeed } from './serve-feed.js';

const LOADED = { model_id: 'Qwen/größe-☃-4bit', format: 'mlx', memory_gb: 4.5, duration_sec: 2.25 };

describe('frames of LMX', () => {
  it('are events, however the bytes are cut', async () => {
    const random = createSeededRandom(7);
    const frames = [
      ': a comment\n\n',
      lmxFrame('model_loaded', LOADED),
      lmxFrame('heartbeat', { timestamp: 1_772_090_886.5 }),
      lmxFrame('model_unloaded', { model_id: 'a', reason: 'ttl' }).replaceAll('\n', '\r\n'),
      lmxFrame('config_reloaded', { log_level: 'INFO' }).replaceAll('\n', '\r'),
      'event: two_lines\ndata: {"a":\ndata: 1}\n\n',
      'event: no_data\n\n',
      lmxFrame('last', {}),
    ];
    const server = await serveFeed(async (response) => {
      openStream(response);
      const bytes = Buffer.from(frames.join(''));
      for (let at = 0; at < bytes.length; ) {
        const size = 1 + Math.floor(random() * 3);
        if (!response.write(bytes.subarray(at, at + size))) await once(response, 'drain');
        at += size;
      }
    });
    const before = Date.now();
    const { events, came, feed } = listen(server.url);
    await came(5);
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['model_loaded', LOADED],
      ['model_unloaded', { model_id: 'a', reason: 'ttl' }],
      ['config_reloaded', { log_level: 'INFO' }],
      ['two_lines', { a: 1 }],
      ['last', {}],
    ]);
    for (const { time } of events) expect(time).toBeGreaterThanOrEqual(before);
    expect(feed.status()).toMatchObject({ state: 'connected', events: 5, invalidFrames: 0, gaps: 0 });
  });

  it('have the time that a server of ours tells of an event that it sends late', async () => {
    const server = await serveFeed((response) => {
      openStream(response);
      response.write(`: time 1772090886115\n${lmxFrame('late', {})}`);
      response.write(`: time soon\n${lmxFrame('live', {})}`);
    });
    const before = Date.now();
    const { events, came } = listen(server.url);
    await came(2);
    expect(events[0]).toMatchObject({ type: 'late', time: 1_772_090_886_115 });
    expect(events[1]?.time).toBeGreaterThanOrEqual(before);
  });

  it('tell their time themselves where they have one', async () => {
    const server = await serveFeed((response) => {
      openStream(response);
      response.write(lmxFrame('unix', { timestamp: 1_772_090_886.115 }));
      response.write(lmxFrame('iso', { timestamp: '2026-02-26T18:28:06.115+11:00' }));
      response.write(lmxFrame('whole', { event_type: 'inner', data: { a: 1 }, timestamp: 1_772_090_886 }));
      response.write(lmxFrame('no_time', { timestamp: 12.5 }));
      response.write(lmxFrame('no_time_either', { timestamp: 'yesterday' }));
    });
    const before = Date.now();
    const { events, came } = listen(server.url);
    await came(5);
    expect(events.slice(0, 3).map(({ type, time }) => [type, time])).toEqual([
      ['unix', 1_772_090_886_115],
      ['iso', 1_772_090_886_115],
      ['inner', 1_772_090_886_000],
    ]);
    expect(events[2]?.data).toEqual({ a: 1 });
    for (const { time } of events.slice(3)) expect(time).toBeGreaterThanOrEqual(before);
  });
});

describe('frames of another journal', () => {
  it('keep its own records apart from those of this one', async () => {
    const server = await serveFeed((response) => {
      openStream(response).write('id: 01S:4\nevent: journal_note\ndata: {"kind":"decision","text":"x"}\n\n');
    });
    const { events, came } = listen(server.url);
    await came(1);
    expect(events).toMatchObject([{ type: 'feed_journal_note', data: { kind: 'decision', text: 'x' } }]);
  });

  it('are notices only without an id', async () => {
    const server = await serveFeed((response) => {
      openStream(response);
      response.write('event: heartbeat\ndata: {"timestamp": 1}\n\nevent: gap\ndata: {"missed": 3}\n\n');
      response.write('id: 1\nevent: gap\ndata: {}\n\nid: 2\nevent: heartbeat\ndata: {}\n\n');
    });
    const { types, came, feed } = listen(server.url);
    await came(3);
    expect(types()).toEqual(['feed_continuity_failed', 'gap', 'heartbeat']);
    expect(feed.status()).toMatchObject({ events: 2, gaps: 1, missed: 3 });
  });
});

it('reads a compressed stream', async () => {
  const server = await serveFeed((response) => {
    openStream(response, { 'content-encoding': 'gzip' });
    response.end(gzipSync(lmxFrame('model_loaded', LOADED)));
  });
  const { events, came } = listen(server.url);
  await came(1);
  expect(events[0]).toMatchObject({ type: 'model_loaded', data: LOADED });
});

describe('frames that cannot be read', () => {
  it('are counted and left out, and told once', async () => {
    const server = await serveFeed((response) => {
      openStream(response);
      response.write('event: bad\ndata: {"a":\n\ndata: [DONE]\n\n');
      response.write(lmxFrame('model_loaded', LOADED));
    });
    const { types, events, errors, feed, came } = listen(server.url);
    await came(3);
    expect(types()).toEqual(['feed_frame_invalid', 'feed_frame_invalid', 'model_loaded']);
    expect(events[0]?.data).toEqual({ url: server.url, message: `A frame of ${server.url} is no JSON` });
    expect(errors.map(({ code }) => code)).toEqual(['JOURNAL_RUNTIME_FEED_FRAME_INVALID']);
    expect(feed.status()).toMatchObject({ events: 1, invalidFrames: 2, state: 'connected' });
  });

  // The text of an event must not be able to pose as another event, wherever the frame is cut off.
  it.each(['\n', '\r\n', '\r'])(
    'because of their length end where they end, with lines that end in %j',
    async (end) => {
      const forged = `${end}data: {}${end}event: forged`;
      const long = `event: long${end}data: "${'x'.repeat(3_000_000)}${forged.repeat(3_000)}"${end}${end}`;
      const server = await serveFeed((response) => {
        openStream(response);
        response.write(lmxFrame('before', {}));
        response.write(long);
        response.write(lmxFrame('after', {}));
      });
      const { types, came } = listen(server.url);
      await came(3);
      expect(types()).toEqual(['before', 'feed_frame_invalid', 'after']);
    },
  );

  it('because of their length do not fill the memory', async () => {
    const chunk = 'x'.repeat(1_048_576);
    const server = await serveFeed(async (response) => {
      openStream(response).write('event: endless\ndata: "');
      for (let sent = 0; sent < 200; sent += 1) {
        if (!response.write(chunk)) await once(response, 'drain');
      }
      response.write(`"\n\n${lmxFrame('after', {})}`);
    });
    const before = process.memoryUsage().heapUsed;
    const { types, came } = listen(server.url);
    await came(2);
    expect(types()).toEqual(['feed_frame_invalid', 'after']);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 1_048_576);
  });

  it('because of their length do not come again and again', async () => {
    const server = await serveFeed((response, request) => {
      openStream(response).write('retry: 20\n\n');
      if (request.headers['last-event-id'] === '2') return;
      response.write(`id: 1\nevent: long\ndata: "${'x'.repeat(1_048_577)}"\n\n`);
      response.end('id: 2\nevent: after\ndata: {}\n\n');
    });
    const { types } = listen(server.url);
    await until(() => types().includes('feed_reconnected'));
    expect(types()).toEqual(['feed_frame_invalid', 'after', 'feed_connection_failed', 'feed_reconnected']);
  });
});
