import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { spawnScript } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SESSIONS } from './support/event-log.js';
import { runCommand } from './support/run-command.js';

const HOST = join(import.meta.dirname, 'fixtures/running-host.ts');

async function startHost() {
  const root = makeTemporaryFolder();
  mkdirSync(join(root, '.git'));
  const host = spawnScript(HOST, [root]);
  onTestFinished(async () => {
    host.child.kill('SIGKILL');
    await host.ended;
  });
  const [, session = ''] = (await host.line(/^ready/)).split(' ');
  return { root, host, session };
}

/** A server that knows a key and two answers. */
async function startServer(): Promise<string> {
  const answers: Record<string, string> = {
    '/admin/logs/health': '{"status":"ok","journal":{"state":"running","session":"S\\u001b[31m"}}',
    '/admin/logs/sessions/current': '# Session: Now\u001b[31m\n',
  };
  const server = createServer((request, response) => {
    const isKnown = request.headers['x-admin-key'] === 'k';
    response.statusCode = isKnown ? 200 : 403;
    response.end(isKnown ? answers[request.url ?? ''] : '{"detail":"Wrong key"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function treeOf(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
}

describe('status', () => {
  it('tells which sessions run, and which were left behind, and changes nothing', async () => {
    const { root, host, session } = await startHost();
    const running = await runCommand(['status', '--json'], { cwd: root });
    const report = JSON.parse(running.stdout);
    expect(report).toMatchObject({
      schema: 'opta-journal.status',
      sessions: { exists: true, isWritable: true, session: { files: 0 }, events: { files: 1 } },
      unfinished: [{ session, state: 'running' }],
      series: [
        { series: 'standard', last: null, next: '001', remaining: 199 },
        { series: 'promotion', last: null, next: '200', remaining: 800 },
      ],
      retention: { mode: 'archive', due: 0 },
      problems: [],
    });
    expect(running.exitCode).toBe(0);
    host.child.kill('SIGKILL');
    await host.ended;
    const before = treeOf(root);
    const left = await runCommand(['status'], { cwd: root });
    expect(treeOf(root)).toEqual(before);
    expect(left.exitCode).toBe(1);
    expect(left.stdout).toContain('ended without its log');
    expect(left.stdout).toContain('→ opta-journal recover\n');
  });

  it('names every problem once, with the command that mends it', async () => {
    const root = makeTemporaryFolder();
    mkdirSync(join(root, 'updates'), { recursive: true });
    for (const name of [
      '001_2026-02-24_a.md',
      '001_2026-02-25_b.md',
      '002_2026-02-24_c.md',
      '002_2026-02-26_d.md',
    ]) {
      writeFileSync(join(root, 'updates', name), '---\nid: "001"\n---\n');
    }
    const { stdout, exitCode } = await runCommand(['status', '--json'], { cwd: root });
    const { problems, series } = JSON.parse(stdout);
    expect(exitCode).toBe(1);
    expect(problems.find(({ code }: { code: string }) => code === 'duplicate-number')).toEqual({
      code: 'duplicate-number',
      severity: 'error',
      count: 2,
      message: expect.stringContaining('001'),
      command: 'opta-journal doctor --fix',
    });
    expect(series[0]).toMatchObject({ last: '002', next: '003' });
    const unread = await runCommand(['status', '--no-check'], { cwd: root });
    expect(unread.stdout).toContain('none known; the logs were not read');
  });

  it('works where there is nothing yet, and makes nothing', async () => {
    const root = makeTemporaryFolder();
    const { stdout, exitCode } = await runCommand(['status'], { cwd: root });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('not there yet');
    expect(treeOf(root)).toEqual([]);
  });

  it('tells what a server says of itself, and nothing of it reaches the terminal raw', async () => {
    const root = makeTemporaryFolder();
    const url = await startServer();
    const { stdout } = await runCommand(['status', '--url', url, '--key', 'k'], { cwd: root });
    expect(stdout).toContain(`${url}: status ok, journal running, session S\\u001b[31m\n`);
    const refused = await runCommand(['status', '--url', url], { cwd: root });
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('Wrong key');
  });
});

describe('show current', () => {
  it('folds the event log of the session that runs', async () => {
    const { root, host, session } = await startHost();
    const { stdout, exitCode } = await runCommand(['show', 'current'], { cwd: root });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('status: "running"');
    expect(stdout).toContain(`session: "${session}"`);
    expect(stdout).toContain('| tea_made | 2 |');
    const json = JSON.parse((await runCommand(['show', 'current', '--json'], { cwd: root })).stdout);
    expect(json).toMatchObject({ schema: 'opta-journal.current', session, eventLog: expect.any(String) });
    host.child.kill('SIGKILL');
    await host.ended;
    const dead = await runCommand(['show', 'current'], { cwd: root });
    expect(dead.exitCode).toBe(2);
    expect(dead.stderr).toContain('No session runs here');
    expect(readdirSync(join(root, SESSIONS)).filter((name) => /^\d.*\.md$/.test(name))).toEqual([]);
  });

  it('asks a server, with its key', async () => {
    const url = await startServer();
    const env = { OPTA_JOURNAL_ADMIN_KEY: 'k' };
    const { stdout } = await runCommand(['show', 'current', '--url', url], { env });
    expect(stdout).toBe('# Session: Now\\u001b[31m\n');
    expect((await runCommand(['show', 'last', '--url', url], { env })).stderr).toContain('--url is for');
  });
});
