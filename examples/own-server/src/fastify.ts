import { getRequestListener } from '@hono/node-server';
import { createJournalApi } from '@opta/journal-http';
import { createRuntimeJournal } from '@opta/journal-runtime';
import fastify from 'fastify';

const journal = createRuntimeJournal({ session_logs_dir: 'logs' }, { handleSignals: true });
await journal.start({ model: 'fastify-server/1.0.0' });

const api = createJournalApi(journal);
const admin = getRequestListener((request, { incoming }) =>
  api.fetch(request, { remoteAddress: incoming.socket.remoteAddress }),
);

const app = fastify();
await app.register(async (scope) => {
  // The API reads the body itself.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
  scope.all('/admin/*', (request, reply) => {
    reply.hijack();
    return admin(request.raw, reply.raw);
  });
});
app.addHook('onResponse', async (request, reply) => {
  if (request.url.startsWith('/admin/')) return;
  const data = { path: request.url, status: reply.statusCode, duration_ms: reply.elapsedTime };
  journal.record({ type: 'request_completed', data });
});
app.get('/', () => 'Hello.\n');

console.log(await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 3000) }));
