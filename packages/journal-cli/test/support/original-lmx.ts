import { EventEmitter, once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Frames that wait for a client at most; who reads slower hears nothing more, and is not told. */
const QUEUE = 100;
const HEARTBEAT_MS = 30_000;

/**
 * As much of the original LMX as somebody sees who listens to it: a feed without ids and times, a heartbeat each 30
 * seconds, and a listing of its log folder. It ends with the test.
 */
export class OriginalLmx {
  readonly #sessionLogsDir: string;
  readonly #clients = new Map<ServerResponse, { waiting: number; heartbeat: NodeJS.Timeout }>();
  readonly #changes = new EventEmitter();
  readonly #server = createServer((request, response) => {
    if (request.url?.startsWith('/admin/events')) return this.#listen(response);
    if (request.url?.startsWith('/admin/logs/sessions')) return this.#list(response);
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}');
  });
  #port = 0;

  constructor(sessionLogsDir: string) {
    this.#sessionLogsDir = sessionLogsDir;
    onTestFinished(() => this.stop());
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Takes connections; again on the same port. */
  async start(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Goes away as a process that is killed. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    await this.clients(false);
  }

  /** Resolves when somebody listens, or when nobody does. */
  async clients(isThere: boolean): Promise<void> {
    while (this.#clients.size > 0 !== isThere) await once(this.#changes, 'change');
  }

  publish(type: string, data: object): void {
    for (const [response, client] of this.#clients) {
      if (client.waiting >= QUEUE) continue;
      client.waiting += 1;
      client.heartbeat.refresh();
      response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`, () => {
        client.waiting -= 1;
      });
    }
  }

  #listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.flushHeaders();
    const heartbeat = setInterval(() => {
      response.write(`event: heartbeat\ndata: {"timestamp": ${Date.now() / 1000}}\n\n`);
    }, HEARTBEAT_MS);
    this.#clients.set(response, { waiting: 0, heartbeat });
    response.once('close', () => {
      clearInterval(heartbeat);
      this.#clients.delete(response);
      this.#changes.emit('change');
    });
    this.#changes.emit('change');
  }

  #list(response: ServerResponse): void {
    const names = existsSync(this.#sessionLogsDir) ? readdirSync(this.#sessionLogsDir) : [];
    const files = names
      .filter((name) => /\.(?:md|jsonl)$/.test(name))
      .map((filename) => {
        const { size, mtimeMs } = statSync(join(this.#sessionLogsDir, filename));
        return { filename, size_bytes: size, created_at: mtimeMs / 1000 };
      });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(files));
  }
}
