import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import fastify from 'fastify';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createJournalApi, type JournalApi, type LiveRecord } from '../src/index.js';
import { makeLogFolder, post, SESSION_LOG } from './log-folder.js';

const listenerOf = (api: JournalApi) =>
  getRequestListener((request, env) =>
    api.fetch(request, { remoteAddress: 'incoming' in env ? env.incoming.socket.remoteAddress : undefined }),
  );

/** Each serves an API on a port of its own, as the README shows, and gives its address. */
const ADAPTERS: Record<string, (api: JournalApi) => Promise<string>> = {
  async 'node:http'(api) {
    const server = createServer(listenerOf(api)).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  async Hono(api) {
    const app = new Hono();
    app.all('/admin/*', (context) =>
      api.fetch(context.req.raw, { remoteAddress: getConnInfo(context).remote.address }),
    );
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  async Fastify(api) {
    const listener = listenerOf(api);
    const app = fastify({ forceCloseConnections: true });
    await app.register(async (admin) => {
      admin.removeAllContentTypeParsers();
      admin.addContentTypeParser('*', (_request, _payload, done) => done(null));
      admin.all('/admin/*', (request, reply) => {
        reply.hijack();
        return listener(request.raw, reply.raw);
      });
    });
    onTestFinished(() => app.close());
    return app.listen({ host: '127.0.0.1', port: 0 });
  },
};

describe.each(Object.entries(ADAPTERS))('behind %s', (_, mount) => {
  it('logs are read, also in part', async () => {
    const url = await mount(createJournalApi({ store: makeLogFolder().store }));
    const response = await fetch(`${url}/admin/logs/sessions/${SESSION_LOG}`);
    expect([response.status, (await response.text()).slice(0, 20)]).toEqual([200, '---\ndate: 2026-02-24']);
    const part = await fetch(`${url}/admin/logs/sessions/${SESSION_LOG}`, {
      headers: { range: 'bytes=0-2' },
    });
    expect([part.status, await part.text()]).toEqual([206, '---']);
  });

  it('bodies arrive, and those that are too large do not', async () => {
    const notes: string[] = [];
    const url = await mount(createJournalApi({ note: (_kind, text) => notes.push(text) > 0 }));
    expect((await fetch(`${url}/admin/logs/notes`, post({ kind: 'note', text: 'ü' }))).status).toBe(201);
    const large = { kind: 'note', text: 'x'.repeat(2 * 1024 * 1024) };
    expect((await fetch(`${url}/admin/logs/notes`, post(large))).status).toBe(413);
    expect(notes).toEqual(['ü']);
  });

  it('a key is looked at once, and twice is refused', async () => {
    const url = await mount(createJournalApi({}, { adminKey: 'right' }));
    const ask = (...keys: string[]) =>
      fetch(`${url}/admin/logs/health`, {
        headers: keys.map((key) => ['x-admin-key', key] as [string, string]),
      });
    expect([(await ask('right')).status, (await ask('right', 'right')).status, (await ask()).status]).toEqual(
      [200, 403, 403],
    );
  });

  it('events are followed until the client goes', async () => {
    const listeners = new Set<(record: LiveRecord) => void>();
    const api = createJournalApi({
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    });
    const url = await mount(api);
    const gone = new AbortController();
    const response = await fetch(`${url}/admin/events`, { signal: gone.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain(': connected');
    for (const listener of listeners) listener({ session: '01S', seq: 1, type: 'a', data: {}, time: 1 });
    expect((await reader?.read())?.value).toContain('id: 01S:1\nevent: a\ndata: {}\n\n');
    gone.abort();
    await expect.poll(() => listeners.size).toBe(0);
  });
});
