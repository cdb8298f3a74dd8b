import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createJournalApi, type JournalApi } from '@opta/journal-http';
import { createRuntimeJournal } from '@opta/journal-runtime';
import { bindEventFeed } from '@opta/journal-runtime/feed';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it, onTestFinished, vi } from 'vitest';

const KEY = 'correct-horse-7';

function openJournal() {
  const folder = makeTemporaryFolder();
  const journal = createRuntimeJournal(
    { sessionLogsDir: join(folder, 'sessions'), updateLogsDir: join(folder, 'updates'), timezone: 'UTC' },
    { environment: {} },
  );
  return { folder, journal };
}

async function serve(api: JournalApi): Promise<{ url: string; breakOff(): void; takeAgain(): void }> {
  let isBroken = false;
  const server = createServer(async (incoming, outgoing) => {
    if (isBroken) return void incoming.destroy();
    const headers = new Headers(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    );
    const request = new Request(`http://localhost${incoming.url}`, { headers });
    const response = await api.fetch(request, { remoteAddress: incoming.socket.remoteAddress });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body === null) return void outgoing.end();
    await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch(() => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    api.close();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/admin/events`,
    breakOff() {
      isBroken = true;
      server.closeAllConnections();
    },
    takeAgain() {
      isBroken = false;
    },
  };
}

it('a journal records another journal’s events from its feed, also what happens while the connection is broken', async () => {
  const there = openJournal();
  const here = openJournal();
  await there.journal.start();
  await here.journal.start();
  const { url, breakOff, takeAgain } = await serve(createJournalApi(there.journal, { adminKey: KEY }));
  const feed = bindEventFeed(url, { adminKey: KEY, longestPauseMs: 20, onError: () => undefined });
  here.journal.bind(feed);
  await vi.waitFor(() => expect(feed.status().lastEventId).toMatch(/:1$/));

  for (let n = 0; n < 500; n += 1)
    there.journal.record({ type: 'counted', data: { n, text: 'größe \u2028 ☃' } });
  there.journal.note('decision', 'Keep the small model.');
  await vi.waitFor(() => expect(feed.status().events).toBe(501), { timeout: 20_000 });
  breakOff();
  await vi.waitFor(() => expect(feed.status().state).not.toBe('connected'));
  there.journal.record({ type: 'meanwhile', data: {} });
  takeAgain();
  await vi.waitFor(() => expect(feed.status().events).toBe(502));
  await here.journal.finalize();
  await there.journal.finalize();

  const events = readEvents(here.folder);
  const counted = events.filter(({ event_type }) => event_type === 'counted');
  expect(counted.map(({ data }) => data)).toEqual(
    Array.from({ length: 500 }, (_, n) => ({ n, text: 'größe \u2028 ☃' })),
  );
  expect([...new Set(events.slice(502, -1).map(({ event_type }) => event_type))]).toEqual([
    'feed_journal_note',
    'feed_connection_failed',
    'feed_reconnected',
    'meanwhile',
  ]);
  // It came late, and happened when it happened.
  const timeOf = (folder: string) =>
    readEvents(folder).find((one) => one.event_type === 'meanwhile')?.timestamp_unix;
  expect(timeOf(here.folder)).toBe(timeOf(there.folder));
  expect(here.journal.status().ledger).toMatchObject({ refused: 0, dropped: 0 });
});

function readEvents(folder: string): { event_type: string; timestamp_unix: number; data: unknown }[] {
  const name = readdirSync(join(folder, 'sessions')).find((file) => file.endsWith('.jsonl')) ?? '(none)';
  const lines = readFileSync(join(folder, 'sessions', name), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line));
}
