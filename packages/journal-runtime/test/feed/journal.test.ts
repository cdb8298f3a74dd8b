import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleScript } from 'test-kit';
import { expect, it } from 'vitest';
import { bindEventFeed } from '../../src/feed.js';
import { createRuntimeJournal } from '../../src/index.js';
import { useLogFolders } from '../log-folders.js';
import { until } from './listen.js';
import { lmxFrame, openStream, serveFeed } from './serve-feed.js';

const folders = useLogFolders();

it('a journal writes what happens in another process, and when it could not hear it', async () => {
  let closed = 0;
  const server = await serveFeed((response, _, number) => {
    response.on('close', () => {
      closed += 1;
    });
    openStream(response).write(lmxFrame('model_loaded', { model_id: `model-${number}`, memory_gb: 4 }));
  });
  const journal = createRuntimeJournal(folders.config(), { environment: {} });
  await journal.start({ model: 'opta-lmx' });
  const feed = bindEventFeed(server.url, { longestPauseMs: 20, onError: () => undefined });
  journal.bind(feed);
  await until(() => feed.status().events === 1);
  await server.stop();
  await until(() => feed.status().state === 'waiting');
  await server.start();
  await until(() => feed.status().events === 2);
  await journal.finalize();

  const log = folders.read('sessions', folders.sessionLogs()[0]);
  const issues = /## Issues Encountered\n([\s\S]*?)\n## /.exec(log)?.[1] ?? '';
  const gap = folders
    .events(folders.eventLogs()[0])
    .find(({ event_type }) => event_type === 'feed_continuity_failed');
  expect(issues).toMatch(/- feed_connection_failed: 1 \([\d:]+\) – Not connected to http:\/\/127\.0\.0\.1/);
  expect(issues).toContain(
    `Not connected to ${server.url} from ${gap?.data.from} to ${gap?.data.to}, what happened there is unknown`,
  );
  expect(log).toContain('| model_loaded | 2 |');
  expect(journal.status().ledger).toMatchObject({ refused: 0, dropped: 0 });
  await until(() => closed === 2);
  expect(feed.status().state).toBe('idle');
});

it('a journal writes the id of each event beside it, unless it looks like a secret', async () => {
  const secret = `sk-ant-api03-${'aB3'.repeat(30)}`;
  const server = await serveFeed((response) => {
    const ids = ['01S:1', secret, '01S:3'];
    openStream(response).write(ids.map((id) => `id: ${id}\nevent: e\ndata: {}\n\n`).join(''));
  });
  const journal = createRuntimeJournal(folders.config(), { environment: {} });
  await journal.start();
  expect(journal.status().sequence).toBe(1);
  const feed = bindEventFeed(server.url, { onError: () => undefined });
  journal.bind(feed);
  await until(() => feed.status().events === 3);
  expect(journal.status().sequence).toBe(4);
  await journal.finalize();
  const lines = folders.read('sessions', folders.eventLogs()[0]).trimEnd().split('\n');
  const ids = lines.map((line) => (JSON.parse(line) as { feed_id?: string }).feed_id);
  expect(ids).toEqual([undefined, '01S:1', undefined, '01S:3', undefined]);
});

it('who imports the runtime alone carries nothing of it', () => {
  const withoutFeed = readFileSync(bundleScript(join(import.meta.dirname, '../../src/index.ts')), 'utf8');
  const withFeed = readFileSync(bundleScript(join(import.meta.dirname, '../../src/feed.ts')), 'utf8');
  expect(withFeed).toContain('text/event-stream');
  expect(withoutFeed).not.toContain('text/event-stream');
});
