import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createJournalApi } from '@opta/journal-http';
import { createRuntimeJournal } from '@opta/journal-runtime';
import { Hono } from 'hono';

const journal = createRuntimeJournal({ session_logs_dir: 'logs' }, { handleSignals: true });
await journal.start({ model: 'hono-server/1.0.0' });

const api = createJournalApi(journal);
const app = new Hono();
app.all('/admin/*', (context) =>
  api.fetch(context.req.raw, { remoteAddress: getConnInfo(context).remote.address }),
);
app.use(async (context, next) => {
  const startedAt = performance.now();
  await next();
  const duration_ms = performance.now() - startedAt;
  const data = { path: context.req.path, status: context.res.status, duration_ms };
  journal.record({ type: 'request_completed', data });
});
app.get('/', (context) => context.text('Hello.\n'));

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
});
