import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { diagnose, repair } from '@opta/journal-doctor';
import { createJournalApi, type JournalApiOptions, type JournalSource } from '@opta/journal-http';
import { openSearch } from '@opta/journal-search';
import { createJournalStore } from '@opta/journal-store';
import { onTestFinished } from 'vitest';
import { createViewer } from '../../src/index.js';
import type { JournalFolder } from './journal-folder.js';

/** Only the newest session stays. */
const RETENTION = { device: 'studio', maxSessionLogs: 1 } as const;

/**
 * Serves the API of a folder, with every part that there is, until the test has ended.
 *
 * @param source - the journal that records into the folder; default: nobody does
 * @returns the address of the viewer
 */
export async function serveJournal(
  folder: JournalFolder,
  { source, ...options }: JournalApiOptions & { source?: JournalSource } = {},
): Promise<string> {
  const { sessionLogsDir, updateLogsDir, path } = folder;
  const store = source?.store ?? createJournalStore({ sessionLogsDir, updateLogsDir, timeZone: 'UTC' });
  const search = openSearch(store, { cacheDir: join(path, 'cache'), timeZone: 'UTC' });
  const doctor = { store, timeZone: 'UTC' };
  const api = createJournalApi(source ?? { store }, {
    search,
    doctor: { diagnose: () => diagnose(doctor), repair: (findings) => repair(findings, doctor) },
    retention: RETENTION,
    viewer: createViewer(),
    ...options,
  });
  const server = createServer(
    getRequestListener((request, env) => {
      const { remoteAddress } = (env as { incoming: { socket: { remoteAddress?: string } } }).incoming.socket;
      return api.fetch(request, { remoteAddress });
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    api.close();
    server.closeAllConnections();
    server.close();
    await search.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin/journal/`;
}
