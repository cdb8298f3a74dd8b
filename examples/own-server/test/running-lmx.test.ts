import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleScript, spawnSampleServer } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startExample } from './started-example.js';
import { eventTypes, writtenLogs } from './written-logs.js';

const EXAMPLE = join(import.meta.dirname, '../src/running-lmx.ts');
const KEY = 'studio-key-7';

it('journals from outside what happens in a running server', async () => {
  const cwd = makeTemporaryFolder();
  mkdirSync(join(cwd, '.git'));
  const lmx = spawnSampleServer(makeTemporaryFolder(), { parameters: ['--admin-key', KEY] });
  onTestFinished(async () => {
    await lmx.end('SIGKILL');
  });
  const url = await lmx.url;
  const example = await startExample(
    [bundleScript(EXAMPLE), `${url}/admin/events`],
    { cwd, environment: { LMX_ADMIN_KEY: KEY } },
    /^Journaling .* in (\S+)$/,
  );
  const seen = () => writtenLogs(example.said, '.jsonl').flatMap(eventTypes);
  const wait = { timeout: 30_000, interval: 20 };
  await vi.waitFor(() => expect(seen()).toContain('feed_connected'), wait);

  const loaded = await fetch(`${url}/admin/models/load`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-admin-key': KEY },
    body: JSON.stringify({ model_id: 'opta-demo/ngram-3-small' }),
  });
  expect(loaded.status).toBe(200);
  await vi.waitFor(() => expect(seen()).toContain('model_loaded'), wait);

  expect(await example.end('SIGTERM')).toBe('SIGTERM');
  const [sessionLog = '', ...others] = writtenLogs(join(cwd, 'lmx-logs'), '.md');
  expect(others).toEqual([]);
  expect(sessionLog).toContain('model: "opta-lmx"');
  expect(sessionLog).toContain('| model_loaded | 1 |');
  expect(sessionLog).toContain(`- feed: ${url}/admin/events`);
});
