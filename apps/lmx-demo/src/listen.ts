import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings, type ServerType } from '@hono/node-server';
import type { ConnectionInfo } from '@opta/journal-http';
import { describePortConflict, isAnyAddress } from './command/describe-port-conflict.js';
import { DemoError } from './demo-error.js';

export interface Listener {
  port: number;
  /** Where a browser on this machine finds it. */
  url: string;
  /** Take no further connections; resolves when the last one has ended. */
  close(): Promise<void>;
  /** End the connections that are left. */
  closeConnections(): void;
}

export type Handler = (request: Request, connection: ConnectionInfo) => Response | Promise<Response>;

/** @throws {DemoError} when the port is taken or cannot be used */
export async function listen(address: { host: string; port: number }, handler: Handler): Promise<Listener> {
  const { host, port } = address;
  const server = createAdaptorServer({
    fetch: (request, env) => {
      const { remoteAddress } = (env as HttpBindings).incoming.socket;
      return handler(request, remoteAddress === undefined ? {} : { remoteAddress });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => void describe(error, host, port).then(reject));
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const shown = isAnyAddress(host) ? '127.0.0.1' : host;
  return {
    port: bound,
    url: `http://${shown.includes(':') ? `[${shown}]` : shown}:${bound}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
    closeConnections: () => closeAllConnections(server),
  };
}

async function describe(cause: NodeJS.ErrnoException, host: string, port: number): Promise<DemoError> {
  if (cause.code === 'EADDRINUSE') return new DemoError(await describePortConflict(host, port), { cause });
  const hint =
    cause.code === 'EACCES'
      ? 'Ports below 1024 need more rights; use --port with a higher one.'
      : 'Use --host with an address of this machine, 127.0.0.1 for instance.';
  return new DemoError(`Cannot listen on ${host}, port ${port} (${cause.code}). ${hint}`, { cause });
}

function closeAllConnections(server: ServerType): void {
  if ('closeAllConnections' in server) server.closeAllConnections();
}
