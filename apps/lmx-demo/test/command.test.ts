import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseSessionLog } from '@opta/journal-format/parse';
import { afterEach, describe, expect, it } from 'vitest';
import { useDemo } from './use-demo.js';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const demo = useDemo();
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Running {
  child: ChildProcess;
  /** Resolves with the server's address once it says that it serves. */
  url: Promise<string>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }>;
}

function run(...parameters: string[]): Running {
  const all = [
    '--conditions=@opta/source',
    '--import',
    'tsx',
    MAIN,
    '--data-dir',
    demo.folder,
    ...parameters,
  ];
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let stdout = '';
  let stderr = '';
  const url = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
      const found = /demo on (http:\S+) [\s\S]*Ctrl-C/.exec(stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }));
  return { child, url, ended };
}

describe('lmx-demo', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('ends on %s with one session log that says so', async (signal) => {
    const { child, url, ended } = run('--port', '0');
    await fetch(`${await url}/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ messages: [{ role: 'user', content: 'Hello' }], max_tokens: 3 }),
    });
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [name] = demo.sessionLogs();
    expect(demo.sessionLogs()).toHaveLength(1);
    expect(demo.eventLogs()).toHaveLength(1);
    expect(stdout).toContain(name);
    const log = parseSessionLog(demo.readSession(name));
    expect(log.status).toBe('signal');
    expect(demo.readSession(name)).toContain(signal);
    expect(demo.eventTypes().at(-1)).toMatch(/model_unloaded|model_readiness_changed/);
  });

  it('takes a signal that comes twice, from the terminal and from npm, for one', async () => {
    const { child, url, ended } = run('--port', '0');
    await url;
    child.stdout?.once('data', () => child.kill('SIGINT'));
    child.kill('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(stdout).toContain(demo.sessionLogs()[0]);
  });

  it('shows three things to try and where the logs go', async () => {
    const { child, url, ended } = run('--port', '0');
    const address = await url;
    child.kill('SIGTERM');
    const { stdout } = await ended;
    expect(stdout.match(new RegExp(`curl .*${address}`, 'g'))).toHaveLength(3);
    expect(stdout).toContain('12-Session-Logs');
    expect(stdout).toContain('updates');
  });

  it('says who holds a port that is taken, and how to take another', async () => {
    const holder = createServer((request, response) => {
      response.statusCode = request.url === '/api/v0/models' ? 200 : 404;
      response.end('{"data": []}');
    });
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const { code, stderr, stdout } = await run('--port', String(port)).ended;
    holder.close();
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is taken by LM Studio.`);
    expect(stderr).toContain(`npm run demo -- --port ${port + 1}`);
    expect(demo.list('.', /Session|updates/)).toEqual([]);
  });

  it('lists everything that is wrong with a configuration before it creates anything', async () => {
    const config = demo.write('bad.yaml', 'server:\n  prot: 1\nmemory:\n  budget_gb: -1\n');
    const { code, stderr } = await run('--port', '0', '--config', config).ended;
    expect(code).toBe(2);
    expect(stderr).toContain('prot');
    expect(stderr).toContain('memory.budget_gb');
    const journal = demo.write('bad.yaml', 'journaling:\n  retention_day: 3\n  timezone: Mars/Base\n');
    const second = await run('--port', '0', '--config', journal).ended;
    expect(second.code).toBe(2);
    expect(second.stderr).toContain('retention_days');
    expect(second.stderr).toContain('Mars/Base');
    expect(demo.list('.', /./)).toEqual(['bad.yaml']);
  });

  it('obeys nothing that stands in the names and files that it speaks of', async () => {
    const evil = '\u001b]8;;http://evil.example\u0007a\u001b]52;c;YQ==\u0007\u009b2J\u202e\u200f';
    const missing = await run('--port', '0', '--replay', demo.write('a', '').replace(/a$/, `${evil}.jsonl`))
      .ended;
    const config = demo.write('evil.yaml', `models:\n  default_model: ${JSON.stringify(evil)}\n`);
    const { child, url, ended } = run('--port', '0', '--config', config);
    await url;
    child.kill('SIGTERM');
    const { stdout } = await ended;
    for (const text of [missing.stderr, stdout]) {
      expect(text).toContain('\\u001b]52;c;');
      expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    }
  });

  it('replays a file and ends', async () => {
    const line =
      '{"data": {}, "event_type": "x_happened", "timestamp": "2026-02-25T12:48:52+11:00", "timestamp_unix": 1771984132.0}';
    const { code, stdout } = await run('--port', '0', '--replay', demo.write('e.jsonl', `${line}\n`)).ended;
    expect(code).toBe(0);
    expect(stdout).toContain('Published 1 events');
    expect(parseSessionLog(demo.readSession(demo.sessionLogs()[0])).eventCounts).toEqual([
      { type: 'x_happened', count: 1 },
    ]);
  });
});
