import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeExample } from 'test-kit/vitest';
import { expect, it, onTestFinished } from 'vitest';
import { until } from './listen.js';
import { lmxFrame, openStream, serveFeed } from './serve-feed.js';

const PACKAGE = join(import.meta.dirname, '../..');

const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

it('the example of the README journals a running server until it is told to end', async () => {
  const server = await serveFeed((response) => {
    openStream(response).write(lmxFrame('model_loaded', { model_id: 'small' }));
  });
  const [, code = ''] = /```ts\n([^`]*bindEventFeed\([^`]*)```/.exec(readme) ?? [];
  const { words, directory } = placeExample(
    code.replace('http://127.0.0.1:1234/admin/events', server.url),
    PACKAGE,
  );
  mkdirSync(join(directory, '.git'));
  const child = spawn(process.execPath, words, {
    cwd: directory,
    stdio: 'inherit',
    env: { ...process.env, XDG_STATE_HOME: directory, LMX_ADMIN_KEY: 'correct-horse-7' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await until(() => server.requests.length === 1);
  expect(server.requests[0]?.headers['x-admin-key']).toBe('correct-horse-7');
  const logs = join(directory, 'lmx-logs');
  const read = (end: string): string => {
    const name = readdirSync(logs).find((file) => /^\d{4}-/.test(file) && file.endsWith(end));
    return name === undefined ? '' : readFileSync(join(logs, name), 'utf8');
  };
  await until(() => read('.jsonl').includes('model_loaded'));
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(read('.md')).toContain('| model_loaded | 1 |');
});
