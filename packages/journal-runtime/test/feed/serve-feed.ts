import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Answers the connections to a feed: the first is number 0. */
export type FeedHandler = (response: ServerResponse, request: IncomingMessage, number: number) => void;

export interface FeedServer {
  /** Of LMX's feed on it. */
  readonly url: string;
  readonly requests: IncomingMessage[];
  /** Break all connections and take no more. */
  stop(): Promise<void>;
  /** Take connections again, on the same port. */
  start(): Promise<void>;
}

/** A server with a feed, which ends with the test. */
export async function serveFeed(handler: FeedHandler): Promise<FeedServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handler(response, request, requests.length - 1);
  });
  let port = 0;
  const start = async (): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  };
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  await start();
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${port}/admin/events`, requests, start, stop };
}

/** Begins a stream of events. */
export function openStream(response: ServerResponse, headers: Record<string, string> = {}): ServerResponse {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...headers });
  response.flushHeaders();
  return response;
}

/** A frame of LMX's feed, as Python writes JSON. */
export function lmxFrame(type: string, data: Record<string, unknown>): string {
  return `event: ${type}\ndata: ${JSON.stringify(data, null, 1).replace(/\n */g, ' ')}\n\n`;
}
