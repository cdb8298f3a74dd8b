import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { bindEventFeed, type EventFeedOptions } from '../../src/feed.js';
import { listen, until } from './listen.js';
import { lmxFrame, openStream, serveFeed } from './serve-feed.js';

const KEY = 'correct-horse-7';
const AT_ONCE = { longestPauseMs: 20 };

describe('a server that refuses', () => {
  it('gets the key as LMX expects it', async () => {
    const server = await serveFeed((response) => openStream(response));
    const { feed } = listen(server.url, { adminKey: KEY });
    await until(() => feed.status().state === 'connected');
    expect(server.requests[0]?.headers).toMatchObject({ 'x-admin-key': KEY, accept: 'text/event-stream' });
  });

  it.each([
    [403, KEY, /answers 403\. Give the key of that server as adminKey: the present one is not accepted/],
    [401, undefined, /answers 401\. Give the admin key of that server as adminKey/],
    [404, KEY, /answers 404\. Give the URL of its event feed, which LMX has at \/admin\/events/],
    [501, KEY, /answers 501\. Give the URL of its event feed/],
    [503, KEY, /answers 503\. It has trouble or no room at the moment\. It is tried again/],
    [204, KEY, /answers 204\. Give the URL/],
  ])('with %i is told once, with what to do', async (status, adminKey, message) => {
    const server = await serveFeed((response) =>
      response.writeHead(status, status === 503 ? {} : { 'retry-after': '0' }).end(),
    );
    const options = { ...AT_ONCE, ...(adminKey === undefined ? {} : { adminKey }) };
    const { errors, events, feed } = listen(server.url, options);
    await until(() => server.requests.length >= 3);
    expect(errors.map((error) => [error.code, error.message])).toEqual([
      ['JOURNAL_RUNTIME_FEED_REFUSED', expect.stringMatching(message)],
    ]);
    expect(events.map(({ type }) => type)).toEqual(['feed_connection_failed']);
    expect(feed.status().lastError?.message).toBe(errors[0]?.message);
  });

  it('is told again when it refuses in another way', async () => {
    const server = await serveFeed((response, _, number) =>
      response.writeHead(number % 2 === 0 ? 503 : 500).end(),
    );
    const { errors } = listen(server.url, AT_ONCE);
    await until(() => server.requests.length >= 6);
    expect(errors.map(({ message }) => /answers (\d+)/.exec(message)?.[1])).toEqual(['503', '500']);
  });

  it('is not asked again at once where only a person can mend it', async () => {
    const server = await serveFeed((response) => response.writeHead(403).end());
    const { errors } = listen(server.url, AT_ONCE);
    await until(() => errors.length === 1);
    expect(errors[0]).toMatchObject({ facts: { status: 403, pauseMs: 30_000 } });
  });

  it('by sending a page is no feed', async () => {
    const server = await serveFeed((response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'retry-after': '0' }).end('<p>'),
    );
    const { errors } = listen(server.url);
    await until(() => errors.length === 1);
    expect(errors[0]?.message).toContain('answers with "text/html", which is no event stream');
  });
});

describe('a redirect', () => {
  it('is followed to the same server', async () => {
    const server = await serveFeed((response, { url }) => {
      if (url === '/feed') openStream(response).write(lmxFrame('there', {}));
      else response.writeHead(307, { location: '/feed' }).end();
    });
    const { came, types } = listen(server.url, { adminKey: KEY });
    await came(1);
    expect(types()).toEqual(['there']);
    expect(server.requests[1]?.headers['x-admin-key']).toBe(KEY);
  });

  it('to another server gets no key', async () => {
    const other = await serveFeed((response) => openStream(response));
    const server = await serveFeed((response) =>
      response.writeHead(302, { location: `${other.url}?key=${KEY}` }).end(),
    );
    const { errors } = listen(server.url, { adminKey: KEY });
    await until(() => errors.length === 1);
    expect(errors[0]?.message).toContain(
      `it redirects to ${new URL(other.url).origin}, and the key is sent to no other server`,
    );
    expect(errors[0]?.message).not.toContain(KEY);
    expect(other.requests).toEqual([]);
  });

  it.each(['/admin/events', 'http://[broken'])('to %s ends', async (location) => {
    const server = await serveFeed((response) => response.writeHead(302, { location }).end());
    const { errors } = listen(server.url);
    await until(() => errors.length === 1);
    expect(errors[0]?.code).toBe('JOURNAL_RUNTIME_FEED_REFUSED');
    expect(server.requests.length).toBeLessThanOrEqual(6);
  });
});

describe('secrets', () => {
  it('in URL and key are sent and never told', async () => {
    const server = await serveFeed((response) => response.writeHead(500).end());
    const url = `${server.url.replace('://', '://ann:p%40ss%zz@')}?admin_key=query-secret-1#fragment-secret-2`;
    const { errors, events, feed } = listen(url, { ...AT_ONCE, adminKey: KEY });
    await until(() => server.requests.length >= 2);
    expect(server.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('ann:p@ss%zz').toString('base64')}`,
    );
    expect(server.requests[0]?.url).toBe('/admin/events?admin_key=query-secret-1');
    await server.stop();
    await until(() => errors.length >= 2);
    const told = JSON.stringify([
      events,
      feed.status(),
      errors.map((error) => [error.message, error.stack, { ...error }, error.cause, String(error.cause)]),
    ]);
    expect(told).not.toMatch(/p%40ss|p@ss|correct-horse|query-secret|fragment-secret/);
  });

  it.each([
    ['no url with secret-3', {}, /the URL is none/],
    ['ftp://ann:secret-3@host/', {}, /the URL begins with "ftp:"/],
    ['http://host/', { adminKey: '' }, /adminKey is empty/],
    ['http://host/', { adminKey: 'secret-3\n' }, /adminKey is empty or has characters/],
    [
      'http://host/',
      { idleTimeoutMs: 0, longestPauseMs: Number.NaN },
      /idleTimeoutMs is 0;.*; longestPauseMs is/,
    ],
  ] satisfies [string, EventFeedOptions, RegExp][])(
    '%s with %o is refused with all reasons',
    (url, options, message) => {
      let thrown: Error | undefined;
      try {
        bindEventFeed(url, options);
      } catch (error) {
        thrown = error as Error;
      }
      expect(thrown).toMatchObject({
        code: 'JOURNAL_RUNTIME_FEED_INVALID',
        message: expect.stringMatching(message),
      });
      expect(JSON.stringify([thrown?.message, { ...thrown }])).not.toContain('secret-3');
    },
  );
});

describe('a feed', () => {
  it('has no connection before somebody listens and none after', async () => {
    let closed = 0;
    const server = await serveFeed((response) => {
      openStream(response).on('close', () => {
        closed += 1;
      });
    });
    const feed = bindEventFeed(server.url);
    expect(feed.status().state).toBe('idle');
    const unsubscribe = [feed.subscribe(() => undefined), feed.subscribe(() => undefined)];
    await until(() => feed.status().state === 'connected');
    unsubscribe[0]?.();
    unsubscribe[0]?.();
    expect(feed.status().state).toBe('connected');
    unsubscribe[1]?.();
    expect(feed.status().state).toBe('idle');
    await until(() => closed === 1);
    expect(server.requests).toHaveLength(1);
  });

  it('cannot be listened to when it is closed', async () => {
    const abort = new AbortController();
    const feed = bindEventFeed('http://127.0.0.1:9/', { signal: abort.signal, onError: () => undefined });
    feed.subscribe(() => undefined);
    abort.abort();
    expect(feed.status().state).toBe('closed');
    expect(() => feed.subscribe(() => undefined)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_RUNTIME_FEED_CLOSED' }),
    );
    expect(bindEventFeed('http://127.0.0.1:9/', { signal: abort.signal }).status().state).toBe('closed');
  });

  it('goes on when a listener or onError throws', async () => {
    const server = await serveFeed((response) => {
      openStream(response).write(lmxFrame('a', {}) + lmxFrame('b', {}));
    });
    let told = 0;
    const { feed, came, types } = listen(server.url, {
      onError: () => {
        told += 1;
        throw new Error('host');
      },
    });
    feed.subscribe(() => {
      throw new Error('listener');
    });
    await came(2);
    expect(types()).toEqual(['a', 'b']);
    expect(told).toBe(2);
  });

  it.each(['connected', 'waiting'])('lets its process end after close() while %s', async (state) => {
    const server = await serveFeed((response) => {
      if (state === 'connected') openStream(response);
      else response.writeHead(403).end();
    });
    const program = `
      import { bindEventFeed } from ${JSON.stringify(new URL('../../src/feed.ts', import.meta.url).href)};
      const feed = bindEventFeed(${JSON.stringify(server.url)}, { onError() {} });
      feed.subscribe(() => undefined);
      const timer = setInterval(() => {
        if (feed.status().state !== ${JSON.stringify(state)}) return;
        clearInterval(timer);
        feed.close();
        console.log(feed.status().state);
      }, 5);`;
    const child = spawn(
      process.execPath,
      [
        '--conditions=@opta/source',
        '--import',
        import.meta.resolve('tsx'),
        '--input-type=module',
        '-e',
        program,
      ],
      // Shorter than the pause after a refusal.
      { stdio: ['ignore', 'pipe', 'inherit'], timeout: 20_000 },
    );
    const printed = child.stdout.setEncoding('utf8').reduce((text, part) => text + part, '');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await printed).toBe('closed\n');
  });
});
