import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createJournalApi } from '@opta/journal-http';
import { createRuntimeJournal } from '@opta/journal-runtime';
import express from 'express';

const journal = createRuntimeJournal({ session_logs_dir: 'logs' }, { handleSignals: true });
await journal.start({ model: 'express-server/1.0.0' });

const api = createJournalApi(journal);
const admin = getRequestListener((request, { incoming }) =>
  api.fetch(request, { remoteAddress: incoming.socket.remoteAddress }),
);

const app = express();
// Before express.json(), which would take the body away.
app.all('/admin/{*path}', (request, response) => void admin(request, response));
app.use((request, response, next) => {
  const startedAt = performance.now();
  response.on('finish', () => {
    const duration_ms = performance.now() - startedAt;
    const data = { path: request.path, status: response.statusCode, duration_ms };
    journal.record({ type: 'request_completed', data });
  });
  next();
});
app.get('/', (_request, response) => void response.send('Hello.\n'));

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
