import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { missingRequirement, type SpawnedScript, spawnScript } from 'test-kit';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';

const HOST = fileURLToPath(new URL('./fixtures/host.ts', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-endings-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  lines: readonly string[];
  stderr: string;
}

/** Run a scenario of the host; `whenReady` is called once its session is open. */
function run(
  scenario: string,
  whenReady: (child: ChildProcess) => void = () => undefined,
  ...rest: string[]
): Promise<Ended> {
  return watch(spawnScript(HOST, [scenario, folder, ...rest]), whenReady);
}

async function watch(
  { child, line, lines, ended }: SpawnedScript,
  whenReady: (child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  // Some scenarios end before they say so.
  void line(/^ready$/).then(
    () => whenReady(child),
    () => undefined,
  );
  return { ...(await ended), lines };
}

/** The one session log, with what the event log's last line says. */
function sessionLog(name = 'sessions') {
  const files = readdirSync(join(folder, name));
  const logs = files.filter((file) => /^\d{4}-.*\.md$/.test(file));
  const eventLogs = files.filter((file) => file.endsWith('.jsonl'));
  expect(logs).toHaveLength(1);
  expect(eventLogs).toHaveLength(1);
  const text = readFileSync(join(folder, name, logs[0] ?? ''), 'utf8');
  const lines = readFileSync(join(folder, name, eventLogs[0] ?? ''), 'utf8')
    .trimEnd()
    .split('\n');
  const events = lines.map((line) => JSON.parse(line));
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
  expect(events[0].event_type).toBe('journal_session_start');
  expect(events.filter(({ event_type }) => event_type === 'journal_session_end')).toHaveLength(1);
  const end = events.at(-1);
  expect(end.event_type).toBe('journal_session_end');
  const frontmatter = readFrontmatter(text);
  expect(frontmatter?.status).toBe(end.data.status);
  expect(text).toContain(`Total events: ${events.length - 2}`);
  return { fileName: logs[0], text, end: end.data, events };
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s finishes the session and then ends the process',
  async (name) => {
    const { code, signal, stderr } = await run('waits for a signal', (child) => child.kill(name));
    expect({ code, signal, stderr }).toEqual({ code: null, signal: name, stderr: '' });
    expect(sessionLog().end).toMatchObject({
      status: 'signal',
      reason: name,
      ledger: { emitted: 3, written: 3 },
    });
  },
);

const withoutNamespaces = missingRequirement({ root: true, programs: { unshare: 'util-linux' } });

it.skipIf(withoutNamespaces !== undefined)(
  `process 1 of a container does not live on after its session was finished${withoutNamespaces === undefined ? '' : ` (${withoutNamespaces})`}`,
  async () => {
    const launcher = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const script = spawnScript(HOST, ['gets a signal from itself', folder], { launcher });
    onTestFinished(() => void script.child.kill('SIGKILL'));
    const { code, stderr } = await watch(script);
    expect({ code, stderr }).toEqual({ code: 128 + constants.signals.SIGTERM, stderr: '' });
    expect(sessionLog().end).toMatchObject({ status: 'signal', reason: 'SIGTERM' });
  },
);

it('a host that comes to handle the signal meanwhile decides what it does', async () => {
  const { code } = await run('gets a signal that it begins to handle while its session is finished');
  expect(code).toBe(8);
  expect(sessionLog().end).toMatchObject({ status: 'signal', reason: 'SIGTERM' });
});

it('two signals at once give one session log', async () => {
  const { signal } = await run('waits for a signal', (child) => {
    child.kill('SIGINT');
    child.kill('SIGINT');
    child.kill('SIGTERM');
  });
  expect(['SIGINT', 'SIGTERM']).toContain(signal);
  expect(sessionLog().end).toMatchObject({ status: 'signal', reason: signal });
});

it('an uncaught error finishes the session and is still printed by Node', async () => {
  const { code, stderr } = await run('throws');
  expect(code).toBe(1);
  expect(stderr).toContain('RangeError: the model does not fit');
  expect(sessionLog().end).toMatchObject({ status: 'error', reason: 'RangeError: the model does not fit' });
});

it('an unhandled rejection ends as an uncaught error', async () => {
  const { code } = await run('rejects');
  expect(code).toBe(1);
  expect(sessionLog().end).toMatchObject({ status: 'error', reason: 'TypeError: nobody catches this' });
});

it.each([
  ['exits with 3', 3, { status: 'exit', reason: 'exit code 3' }],
  ['exits with 0', 0, { status: 'clean', reason: null }],
  ['ends by itself', 0, { status: 'clean', reason: null }],
  ['ends by itself with exit code 4', 4, { status: 'exit', reason: 'exit code 4' }],
  ['survives an error', 0, { status: 'clean' }],
  ['gives up on an error', 9, { status: 'error', reason: 'Error: too bad to go on' }],
])('a host that %s keeps its exit code', async (scenario, exitCode, end) => {
  const { code, signal } = await run(scenario);
  expect({ code, signal }).toEqual({ code: exitCode, signal: null });
  expect(sessionLog().end).toMatchObject(end);
});

it('a host that finalizes itself on a signal decides about text and exit code', async () => {
  const { code } = await run('finalizes itself on a signal', (child) => child.kill('SIGTERM'));
  expect(code).toBe(7);
  const { end, fileName } = sessionLog();
  expect(end).toMatchObject({ status: 'signal', reason: 'SIGTERM', summary: 'graceful stop' });
  expect(fileName).toMatch(/-host-graceful-stop\.md$/);
});

it('a host that handles a signal slowly is recorded to its end', async () => {
  const { code } = await run('handles a signal slowly', (child) => child.kill('SIGTERM'));
  expect(code).toBe(5);
  const { end, events } = sessionLog();
  expect(end).toMatchObject({ status: 'signal', reason: 'SIGTERM', ledger: { emitted: 4, written: 4 } });
  expect(events.at(-2).event_type).toBe('drained');
});

it('a hang-up that the host handles is no end', async () => {
  const { code, lines } = await run('reloads on SIGHUP', (child) => child.kill('SIGHUP'));
  expect(code).toBe(0);
  expect(lines).toContain('reloaded');
  expect(sessionLog().end).toMatchObject({ status: 'clean' });
});

it('a signal still ends a host that carries signal-exit, and its clean-up runs', async () => {
  const { signal, lines } = await run('carries signal-exit', (child) => child.kill('SIGTERM'));
  expect(signal).toBe('SIGTERM');
  expect(lines).toContain('cleaned up');
  expect(sessionLog().end).toMatchObject({ status: 'signal', reason: 'SIGTERM' });
});

it('two journals in one process both finish before the signal ends it', async () => {
  const { signal } = await run('has two journals', (child) => child.kill('SIGTERM'));
  expect(signal).toBe('SIGTERM');
  expect(sessionLog().end).toMatchObject({ status: 'signal', reason: 'SIGTERM' });
  expect(sessionLog('second').end).toMatchObject({ status: 'signal', reason: 'SIGTERM' });
});

it('a host that exits in any turn of finalize() leaves one session log', async () => {
  for (const turns of [0, 1, 2, 3, 5, 8, 13, 40]) {
    const { code } = await run('exits while it finalizes', undefined, String(turns));
    expect(code).toBe(6);
    expect(sessionLog().end).toMatchObject({ status: 'clean' });
    rmSync(join(folder, 'sessions'), { recursive: true });
  }
});
