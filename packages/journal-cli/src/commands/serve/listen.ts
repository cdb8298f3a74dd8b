import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings, type ServerType } from '@hono/node-server';
import type { ConnectionInfo } from '@opta/journal-http';
import { JournalCliError } from '../../errors.js';
import { isAnyAddress } from './local-address.js';

export interface Listener {
  /** Where a browser on this machine finds it. */
  url: string;
  /** Ends all connections; resolves when they have ended. */
  close(): Promise<void>;
}

export type Handler = (request: Request, connection: ConnectionInfo) => Response | Promise<Response>;

const FIXES: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'Another program has this port: end it, or take another one with --port (0 takes any free one).',
  EACCES: 'Ports below 1024 need more rights: take a higher one with --port.',
  EADDRNOTAVAIL:
    'This machine has no such address: give one that it has with --host, 127.0.0.1 for instance.',
  ENOTFOUND: 'Nobody knows this name: give an address of this machine with --host, 127.0.0.1 for instance.',
};

/** @throws {JOURNAL_CLI_PORT} when address or port cannot be had */
export async function listen(
  { host, port }: { host: string; port: number },
  handler: Handler,
): Promise<Listener> {
  const server = createAdaptorServer({
    fetch: (request, env) => {
      const { remoteAddress } = (env as HttpBindings).incoming.socket;
      return handler(request, remoteAddress === undefined ? {} : { remoteAddress });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(describe(error, host, port)));
    server.listen(port, host, resolve);
  });
  const shown = isAnyAddress(host) ? '127.0.0.1' : host;
  return {
    url: `http://${shown.includes(':') ? `[${shown}]` : shown}:${(server.address() as AddressInfo).port}`,
    close: () => close(server),
  };
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

function describe(cause: NodeJS.ErrnoException, host: string, port: number): JournalCliError {
  const { code = 'unknown' } = cause;
  const fix = FIXES[code] ?? 'Give another address or port with --host and --port.';
  return new JournalCliError(
    'JOURNAL_CLI_PORT',
    `Cannot listen on ${host}, port ${port} (${code}). ${fix}`,
    { host, port, errno: code },
    { cause },
  );
}
