import { expect, it } from 'vitest';
import { makeAsk, makeLogFolder } from '../../test/log-folder.js';

async function health(...given: Parameters<typeof makeAsk>): Promise<Record<string, unknown>> {
  return (await makeAsk(...given)('/admin/logs/health')).json() as Promise<Record<string, unknown>>;
}

it('tells what is there where no journal runs', async () => {
  expect(await health({ store: makeLogFolder().store }, { readOnly: true })).toEqual({
    status: 'ok',
    journal: null,
    parts: {
      store: true,
      feed: false,
      update_logs: false,
      search: false,
      doctor: false,
      retention: false,
      viewer: false,
    },
    read_only: true,
    feed_clients: 0,
  });
});

it('tells how the journal is, without places of the disk and without secrets', async () => {
  const status = () => ({
    state: 'degraded',
    session: '01S',
    queuedBytes: 7,
    eventLog: '/home/alice/logs/2026-02-24-135600-studio-events.jsonl',
    redactions: { 'github-token': 2 },
    sessionLogsDir: '/home/alice/logs',
    lastError: { code: 'JOURNAL_STORE_IO', message: 'password: swordfish', at: 1 },
  });
  const body = await health({ status });
  expect(body).toMatchObject({
    status: 'degraded',
    journal: {
      state: 'degraded',
      queued_bytes: 7,
      event_log: '2026-02-24-135600-studio-events.jsonl',
      redactions: { 'github-token': 2 },
      last_error: { code: 'JOURNAL_STORE_IO' },
    },
  });
  expect(JSON.stringify(body)).not.toMatch(/swordfish|home/);
});
