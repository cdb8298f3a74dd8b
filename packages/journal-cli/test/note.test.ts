import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createJournalApi } from '@opta/journal-http';
import { createRuntimeJournal } from '@opta/journal-runtime';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { runCommand } from './support/run-command.js';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server with a running session, and the way to its log as it would be now. */
async function startJournal({ adminKey, isStarted = true }: { adminKey?: string; isStarted?: boolean } = {}) {
  const folder = makeTemporaryFolder();
  const journal = createRuntimeJournal(
    { session_logs_dir: `${folder}/logs`, update_logs_dir: `${folder}/updates` },
    { environment: {}, recover: false, onError: () => undefined },
  );
  if (isStarted) await journal.start({ model: 'tiny' });
  const api = createJournalApi(journal, adminKey === undefined ? {} : { adminKey });
  onTestFinished(async () => {
    api.close();
    await journal.finalize();
  });
  const listener = getRequestListener((request, { incoming }) =>
    api.fetch(request, { remoteAddress: incoming.socket.remoteAddress }),
  );
  const url = await listen(createServer(listener));
  return { journal, url };
}

/** A server that answers everything in one way. */
function answering(status: number, body: string, headers: Record<string, string> = {}) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    response.writeHead(status, headers).end(body);
  });
  return { server, requests };
}

it('adds a note to the running session, with the key of the environment', async () => {
  const { journal, url } = await startJournal({ adminKey: 'key-of-the-test' });
  const { exitCode, stdout, stderr } = await runCommand(
    ['note', 'next_step', 'Try', 'the', 'other', 'model.', '--url', `${url}/`],
    { env: { OPTA_JOURNAL_ADMIN_KEY: 'key-of-the-test' } },
  );
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: 'The running session has the next step.\n',
  });
  const json = await runCommand(
    ['note', 'decision', '-', '--url', url, '--key', 'key-of-the-test', '--json'],
    { stdin: 'Keep it small.\n' },
  );
  expect(JSON.parse(json.stdout)).toEqual({
    schema: 'opta-journal.note',
    version: 1,
    note: { kind: 'decision', text: 'Keep it small.' },
  });
  const text = JSON.stringify(journal.preview());
  expect(text).toContain('Try the other model.');
  expect(text).toContain('Keep it small.');
});

it('says what the server says where it refuses', async () => {
  const { url } = await startJournal({ adminKey: 'key-of-the-test' });
  const wrong = await runCommand(['note', 'note', 'x', '--url', url, '--key', 'another']);
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toMatch(/answered with 403.*\n.*--key.*JOURNAL_CLI_SERVER/);
  expect(wrong.stderr).not.toContain('another');
  const idle = await startJournal({ isStarted: false });
  const { exitCode, stderr } = await runCommand(['note', 'note', 'x', '--url', idle.url]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/answered with 409: .*no session is running/);
});

it('takes every kind that the API takes', async () => {
  const { url } = await startJournal();
  for (const kind of ['issue', 'note', 'file_created', 'file_modified', 'file_deleted']) {
    expect((await runCommand(['note', kind, 'x', '--url', url])).exitCode).toBe(0);
  }
});

it('tells nothing that a terminal would obey, and takes the key to no other server', async () => {
  const other = answering(200, '{}');
  const location = await listen(other.server);
  const redirecting = answering(307, '', { location: `${location}/admin/logs/notes` });
  const redirected = await runCommand([
    'note',
    'note',
    'x',
    '--url',
    await listen(redirecting.server),
    '--key',
    'abc',
  ]);
  expect(redirected.exitCode).toBe(2);
  expect(redirected.stderr).toMatch(/answered with 307/);
  expect(redirecting.requests.map(({ headers }) => headers['x-admin-key'])).toEqual(['abc']);
  expect(other.requests).toEqual([]);

  const hostile = answering(418, '{"detail":"\\u001b]0;x\\u0007\\r\\nfine"}');
  const { stderr } = await runCommand(['note', 'note', 'x', '--url', await listen(hostile.server)]);
  expect(stderr).toContain('answered with 418: \\u001b]0;x\\u0007\\u000d\\u000afine');
});

it.each([
  [['note', 'idea', 'x'], /'idea' is invalid for argument 'kind'/],
  [['note', 'note', ' '], /The note is empty/],
  [['note', 'note', '-'], /The note is empty/],
  [['note', 'note', 'x', '--url', 'studio'], /--url "studio" is no address/],
  [['note', 'note', 'x', '--url', 'ftp://studio'], /is no address/],
  [['note', 'note', 'x', '--url', 'http://ann:hunter2@studio'], /holds a name or a password/],
  [['note', 'note', 'x', '--url', 'http://127.0.0.1:1'], /does not answer \((ECONNREFUSED|bad port)\)/],
])('ends with 2 for %j and says what to do', async (args, message) => {
  const { exitCode, stdout, stderr } = await runCommand(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain('hunter2');
});
