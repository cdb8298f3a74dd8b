import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type Demo, type DemoOptions, startDemo } from '../src/index.js';

/** A fresh data folder for each test of a file, servers in it, and what they left there. */
export function useDemo() {
  const running: Demo[] = [];
  const demo = {
    folder: '',
    /** What the servers printed. */
    printed: [] as string[],
    async start(options: DemoOptions = {}): Promise<Demo> {
      const started = await startDemo({
        port: 0,
        dataDir: demo.folder,
        simulatedDelays: false,
        print: (line) => void demo.printed.push(line),
        ...options,
      });
      running.push(started);
      return started;
    },
    /** Puts a file into the folder. @returns its path */
    write: (name: string, text: string) => {
      writeFileSync(join(demo.folder, name), text);
      return join(demo.folder, name);
    },
    sessionLogs: () => demo.list('12-Session-Logs', /^\d{4}-.*\.md$/),
    eventLogs: () => demo.list('12-Session-Logs', /\.jsonl$/),
    updateLogs: () => demo.list('updates', /^\d+_.*\.md$/),
    list: (folder: string, pattern: RegExp) =>
      readdirSync(join(demo.folder, folder))
        .filter((name) => pattern.test(name))
        .sort(),
    readSession: (name: string | undefined) => demo.read('12-Session-Logs', name),
    readUpdate: (name: string | undefined) => demo.read('updates', name),
    read: (folder: string, name: string | undefined) =>
      readFileSync(join(demo.folder, folder, name ?? '(none)'), 'utf8'),
    /** Event types of the one event log, the journal's own records left out. */
    eventTypes: () =>
      demo
        .readSession(demo.eventLogs()[0])
        .trimEnd()
        .split('\n')
        .map((line): string => JSON.parse(line).event_type)
        .filter((type) => !type.startsWith('journal_')),
  };
  beforeEach(() => {
    demo.folder = mkdtempSync(join(tmpdir(), 'lmx-demo-'));
    demo.printed = [];
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((started) => started.close()));
    rmSync(demo.folder, { recursive: true, force: true });
  });
  return demo;
}

/** Asks the server and gives back status and JSON body. */
export async function ask(
  { url }: Demo,
  path: string,
  options: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: Record<string, never> & Record<string, unknown>; headers: Headers }> {
  const { body, headers = {} } = options;
  const response = await fetch(`${url}${path}`, {
    method: options.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as never, headers: response.headers };
}

/** The `data:` of every frame of a streamed answer. */
export async function frames(response: Response): Promise<string[]> {
  const text = await response.text();
  return text
    .split('\n\n')
    .filter((frame) => frame.startsWith('data: '))
    .map((frame) => frame.slice('data: '.length));
}
