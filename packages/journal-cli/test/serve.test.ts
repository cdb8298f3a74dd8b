import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommand } from './support/run-command.js';
import { type StartOptions, startCommand } from './support/start-command.js';

/** Whom nothing belongs to. */
const NOBODY = 65_534;

const LONG_AGO = new Date('2026-02-24T10:31:00Z');

const EVENT =
  '{"data": {"model_id": "small"}, "event_type": "model_loaded", "timestamp": "2026-02-24T10:30:12.115569+00:00", "timestamp_unix": 1771929012.1155689}\n';

/** A repository with the logs of a runtime that ended, and of one that crashed, as the original LMX leaves them. */
function makeJournal(): string {
  const root = makeTemporaryFolder();
  mkdirSync(join(root, '.git'));
  mkdirSync(join(root, '12-Session-Logs'));
  mkdirSync(join(root, 'updates'));
  const sessions = join(root, '12-Session-Logs');
  writeFileSync(
    join(sessions, '2026-02-24-0930-studio-runtime-session.md'),
    '---\ndate: 2026-02-24\ntime: "09:30 UTC"\ndevice: "studio"\nduration: "00:05:00"\n---\n\n# Session\n\n## Summary\n- Started: 2026-02-24 09:30:12 UTC\n- Total events: 1\n',
  );
  writeFileSync(join(sessions, '2026-02-24-093012-studio-events.jsonl'), EVENT);
  const crashed = join(sessions, '2026-02-24-103012-studio-events.jsonl');
  writeFileSync(crashed, EVENT);
  // One that was written lately may still be written.
  utimesSync(crashed, LONG_AGO, LONG_AGO);
  writeFileSync(
    join(root, 'updates', '007_2026-02-24_load-small.md'),
    '---\nid: "007"\ndate: 2026-02-24\ntime: "09:31:00"\n---\n\n# Load small\n',
  );
  return root;
}

/** @returns the address of the API, and what asks it */
async function serve(cwd: string, args: readonly string[] = [], options: StartOptions = {}) {
  const env = { XDG_CACHE_HOME: join(cwd, '..', `cache-${Date.now()}`), ...options.env };
  const served = startCommand(['serve', '--port', '0', ...args], { cwd, ...options, env });
  const viewer = await served.line(/^http:/);
  const base = new URL(viewer).origin;
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${base}${path}`, { redirect: 'manual', ...init });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: safeJson(text) };
  };
  return { served, viewer, base, ask };
}

function safeJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function post(body: object, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

describe('over the logs of a server that does not run', () => {
  it('shows them all in the viewer and by the API, and which runtime crashed', async () => {
    const { served, viewer, ask } = await serve(makeJournal());
    expect(viewer).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/admin\/journal\/$/);
    const home = await ask('/');
    expect([home.status, home.headers.get('location')]).toEqual([302, '/admin/journal/']);
    expect((await ask('/admin/journal/')).text).toContain('<!doctype html>');
    const names = (await ask('/admin/logs/sessions')).body.map(
      ({ filename }: { filename: string }) => filename,
    );
    expect(names.sort()).toEqual([
      '2026-02-24-0930-studio-runtime-session.md',
      '2026-02-24-093012-studio-events.jsonl',
      '2026-02-24-103012-studio-events.jsonl',
    ]);
    expect((await ask('/admin/logs/updates')).body).toHaveLength(1);
    expect((await ask('/admin/logs/stats')).body.total).toMatchObject({ runtimes: 2, crashes: 1 });
    expect((await ask('/admin/logs/search?q=model_loaded')).body.hits).toHaveLength(2);
    const findings = (await ask('/admin/logs/doctor')).body as { code: string; files: string[] }[];
    const crashed = findings.filter(({ code }) => code === 'event-log-without-session-log');
    expect(crashed.map(({ files }) => files)).toEqual([['2026-02-24-103012-studio-events.jsonl']]);
    expect(await served.end('SIGINT')).toBe(0);
  });

  it('changes nothing unless it is told to', async () => {
    const root = makeJournal();
    const { served, ask } = await serve(root);
    for (const path of ['updates', 'notes', 'retention', 'doctor']) {
      expect([path, (await ask(`/admin/logs/${path}`, post({}))).status]).toEqual([path, 403]);
    }
    expect((await ask('/admin/events')).status).toBe(501);
    expect(await served.end('SIGTERM')).toBe(0);
    expect(readdirSync(join(root, '12-Session-Logs'))).toHaveLength(3);
    expect(readdirSync(join(root, 'updates'))).toHaveLength(1);
  });

  it('writes update logs and mends logs with --write, and has no notes then either', async () => {
    const root = makeJournal();
    const { ask } = await serve(root, ['--write'], { env: { OPTA_DEVICE: 'studio' } });
    const written = await ask('/admin/logs/updates', post({ summary: 'Loaded small.', category: 'sync' }));
    expect(written).toMatchObject({ status: 201, body: { id: '200' } });
    expect(readdirSync(join(root, 'updates'))).toContain(written.body.filename);
    const bad = await ask('/admin/logs/updates', post({ summary: '' }));
    expect(bad.status).toBe(422);
    expect((await ask('/admin/logs/notes', post({ kind: 'note', text: 'x' }))).status).toBe(501);
    const findings = (await ask('/admin/logs/doctor')).body as { id: string; code: string }[];
    const ids = findings.filter(({ code }) => code === 'event-log-without-session-log').map(({ id }) => id);
    expect((await ask('/admin/logs/doctor', post({ ids }))).status).toBe(200);
    expect(readdirSync(join(root, '12-Session-Logs'))).toContain('2026-02-24-1030-studio-runtime-session.md');
    const { body: plan } = await ask('/admin/logs/retention');
    expect((await ask('/admin/logs/retention', post({ id: plan.id, accept: true }))).status).toBe(200);
    expect(readdirSync(join(root, '12-Session-Logs', 'archive', '2026-02'))).not.toEqual([]);
  });

  it('recovered a session of the original LMX without the redaction of the configuration', async () => {
    const root = makeJournal();
    writeFileSync(
      join(root, 'opta-journal.yaml'),
      'journaling:\n  redaction:\n    rules: [{ kind: acme-token, starts: [acme_], rest: "[0-9a-f]{16}" }]\n',
    );
    const sessions = join(root, '12-Session-Logs');
    const crashed = join(sessions, '2026-02-24-103012-studio-events.jsonl');
    writeFileSync(crashed, EVENT.replace('small', 'acme_0123456789abcdef'));
    utimesSync(crashed, LONG_AGO, LONG_AGO);
    const { ask } = await serve(root, ['--write'], { env: { OPTA_DEVICE: 'studio' } });
    const findings = (await ask('/admin/logs/doctor')).body as { id: string; code: string }[];
    const ids = findings.filter(({ code }) => code === 'event-log-without-session-log').map(({ id }) => id);
    expect((await ask('/admin/logs/doctor', post({ ids }))).status).toBe(200);
    const text = readFileSync(join(sessions, '2026-02-24-1030-studio-runtime-session.md'), 'utf8');
    expect(text).toContain('[redacted:acme-token');
    expect(text).not.toContain('acme_0123456789abcdef');
  });

  it('works where there are no folders yet, and says so', async () => {
    const root = makeTemporaryFolder();
    mkdirSync(join(root, '.git'));
    const { served, ask } = await serve(root);
    await served.line(/Ctrl-C/);
    expect(served.stderr.filter((line) => line.includes('not there yet'))).toHaveLength(2);
    expect(await ask('/admin/logs/sessions')).toMatchObject({ status: 200, body: [] });
    expect((await ask('/admin/logs/search?q=x')).body.hits).toEqual([]);
    expect(readdirSync(root)).toEqual(['.git']);
  });

  const canBeNobody = process.getuid?.() === 0;
  it.skipIf(!canBeNobody)(
    'works in folders in which it may not write (needs root, to be somebody else)',
    async () => {
      const root = makeJournal();
      for (const folder of [root, join(root, '12-Session-Logs'), join(root, 'updates')])
        chmodSync(folder, 0o555);
      // Nor anywhere else but in a home of its own.
      const home = makeTemporaryFolder();
      chownSync(home, NOBODY, NOBODY);
      const env = { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), XDG_STATE_HOME: join(home, 'state') };
      const { served, ask } = await serve(root, [], { user: NOBODY, env });
      expect((await ask('/admin/logs/sessions')).body).toHaveLength(3);
      expect((await ask('/admin/logs/search?q=model_loaded')).body.hits).toHaveLength(2);
      expect((await ask('/admin/logs/doctor')).status).toBe(200);
      expect(await served.end('SIGTERM')).toBe(0);
      expect(served.stderr.filter((line) => line.startsWith('opta-journal:'))).toEqual([]);
    },
  );
});

describe('to others', () => {
  it('asks for the key, but for the files of the viewer', async () => {
    const { ask } = await serve(makeJournal(), [], { env: { OPTA_JOURNAL_ADMIN_KEY: 'correct-horse-7' } });
    expect((await ask('/admin/journal/')).status).toBe(200);
    expect((await ask('/admin/logs/sessions')).status).toBe(403);
    const headers = { 'x-admin-key': 'correct-horse-7' };
    expect((await ask('/admin/logs/sessions', { headers })).status).toBe(200);
  });

  it('serves this machine only, as long as there is no key', async () => {
    const { served, ask } = await serve(makeJournal(), ['--host', '0.0.0.0']);
    await served.line(/Without a key only this machine is served/);
    expect((await ask('/admin/logs/sessions')).status).toBe(200);
    const headers = { host: 'journal.example' };
    expect(
      (await ask('/admin/logs/sessions', { headers: { 'x-forwarded-for': '10.0.0.1', ...headers } })).status,
    ).toBe(403);
  });

  it.each([
    [['--host', '192.0.2.1'], /is for others, and without a key nobody else is served/],
    [['--key', ''], /--key is empty/],
    [['--port', '65536'], /Give a whole number from 0 to 65535/],
    [['--host', '192.0.2.1', '--key', 'k'], /EADDRNOTAVAIL.*--host/],
  ])('ends with 2 for %j and says what to do', async (args, message) => {
    const { exitCode, stdout, stderr } = await runCommand(['serve', ...args], { cwd: makeJournal() });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('says when another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };
    const { exitCode, stderr } = await runCommand(['serve', '--port', String(port)], { cwd: makeJournal() });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/Another program has this port.*--port[\s\S]*JOURNAL_CLI_PORT/);
  });
});

it('prints one line of JSON with --json', async () => {
  const root = makeJournal();
  const served = startCommand(['--json', 'serve', '--port', '0'], { cwd: root });
  expect(JSON.parse(await served.line(/^\{/))).toEqual({
    schema: 'opta-journal.serve',
    version: 1,
    url: expect.stringMatching(/\/admin\/journal\/$/),
    sessionLogsDir: join(root, '12-Session-Logs'),
    updateLogsDir: join(root, 'updates'),
  });
  expect(await served.end('SIGTERM')).toBe(0);
});
