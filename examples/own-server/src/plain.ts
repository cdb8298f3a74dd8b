import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createJournalApi } from '@opta/journal-http';
import { createRuntimeJournal } from '@opta/journal-runtime';

const journal = createRuntimeJournal({ session_logs_dir: 'logs' }, { handleSignals: true });
await journal.start({ model: 'plain-server/1.0.0' });

const api = createJournalApi(journal);
const admin = getRequestListener((request, { incoming }) =>
  api.fetch(request, { remoteAddress: incoming.socket.remoteAddress }),
);

const server = createServer((request, response) => {
  if (request.url?.startsWith('/admin/')) return admin(request, response);
  const startedAt = performance.now();
  response.on('finish', () => {
    const duration_ms = performance.now() - startedAt;
    const data = { path: request.url, status: response.statusCode, duration_ms };
    journal.record({ type: 'request_completed', data });
  });
  response.end('Hello.\n');
});

server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
