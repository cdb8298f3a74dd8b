import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { JournalApi } from '../src/index.js';

/**
 * Serves an API with Node's own server.
 *
 * @returns its port
 */
export async function serveApi(api: JournalApi): Promise<number> {
  const server = createServer(async (incoming, outgoing) => {
    const url = `http://localhost${incoming.url}`;
    // What no adapter can make a URL of never comes to the API.
    if (!URL.canParse(url)) return void outgoing.writeHead(400).end();
    const request = new Request(url, { method: incoming.method ?? 'GET', headers: { host: 'localhost' } });
    const response = await api.fetch(request, { remoteAddress: incoming.socket.remoteAddress });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
