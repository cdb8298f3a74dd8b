import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleScript } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it, vi } from 'vitest';
import { startExample } from './started-example.js';
import { eventTypes, writtenLogs } from './written-logs.js';

const DEMO = join(import.meta.dirname, '../../../apps/lmx-demo/src/main.ts');
/** A bundle would leave the files of its viewer behind. */
const FROM_SOURCES = ['--conditions=@opta/source', '--import', import.meta.resolve('tsx')];
const EXAMPLE = join(import.meta.dirname, '../src/running-lmx.ts');
const KEY = 'studio-key-7';

it('journals from outside what happens in a running server', async () => {
  const cwd = makeTemporaryFolder();
  mkdirSync(join(cwd, '.git'));
  const lmx = await startExample(
    [...FROM_SOURCES, DEMO, '--port=0', '--data-dir', makeTemporaryFolder(), '--admin-key', KEY, '--quiet'],
    { cwd },
    /^Opta LMX demo on (\S+)/,
  );
  const example = await startExample(
    [bundleScript(EXAMPLE), `${lmx.said}/admin/events`],
    { cwd, environment: { LMX_ADMIN_KEY: KEY } },
    /^Journaling .* in (\S+)$/,
  );
  const seen = () => writtenLogs(example.said, '.jsonl').flatMap(eventTypes);
  const wait = { timeout: 30_000, interval: 20 };
  await vi.waitFor(() => expect(seen()).toContain('feed_connected'), wait);

  const loaded = await fetch(`${lmx.said}/admin/models/load`, {
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
  expect(sessionLog).toContain(`- feed: ${lmx.said}/admin/events`);
});
