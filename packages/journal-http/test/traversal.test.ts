import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournalStore } from '@opta/journal-store';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createJournalApi } from '../src/index.js';
import { rawRequest } from './raw-request.js';
import { serveApi } from './serve-api.js';
import { SIBLING, TRAVERSAL_NAMES } from './traversal-names.js';

/** Every router that the API makes: whoever adds a route need not tell this test. */
const routers: Hono[] = await vi.hoisted(async () => []);
vi.mock('hono', async (load) => {
  const original = await load<typeof import('hono')>();
  return {
    ...original,
    Hono: class extends original.Hono {
      constructor(options?: ConstructorParameters<typeof original.Hono>[0]) {
        super(options);
        routers.push(this);
      }
    },
  };
});

const CANARY = 'canary-3f8a51';
const LOG = '2026-02-24-1356-studio-runtime-session.md';

/** A parameter, or whatever stands behind a prefix; what goes for every path has no prefix. */
const NAME_IN_PATH = /:\w+(?:\{[^}]*\})?|(?<=\w\/)\*$/g;

const REFUSALS = [400, 403, 404];

/** As it is, encoded once, and encoded twice. A raw space or control character would end the request line. */
const ENCODINGS: [string, (name: string) => string][] = [
  ['raw', (name) => name.replace(/[\u0000-\u0020\u007f]/g, encodeURIComponent)],
  ['encoded once', encodeURIComponent],
  ['encoded twice', (name) => encodeURIComponent(encodeURIComponent(name))],
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opta-http-'));
  for (const name of ['sessions', 'updates', SIBLING, 'outside']) mkdirSync(join(folder, name));
  for (const name of ['canary.md', `${SIBLING}/canary.md`, 'outside/canary.md', 'outside/events.jsonl']) {
    writeFileSync(join(folder, name), CANARY);
  }
  for (const name of ['sessions', 'updates']) fillLogFolder(join(folder, name));
});

afterAll(() => rmSync(folder, { recursive: true }));

function fillLogFolder(directory: string): void {
  const outside = join(folder, 'outside');
  mkdirSync(join(directory, 'archive/2026-01'), { recursive: true });
  mkdirSync(join(directory, '.opta-journal'));
  mkdirSync(join(directory, '2026-02-24-1358-studio-folder.md'));
  for (const name of ['.opta-journal/README.md', '.hidden.md', 'canary.txt', 'canary']) {
    writeFileSync(join(directory, name), CANARY);
  }
  symlinkSync(outside, join(directory, 'link-folder'));
  symlinkSync(join(outside, 'canary.md'), join(directory, 'link.md'));
  symlinkSync(join(outside, 'canary.md'), join(directory, '2026-02-24-1357-studio-link.md'));
  symlinkSync(join(outside, 'events.jsonl'), join(directory, '2026-02-24-135700-studio-events.jsonl'));
  writeFileSync(join(directory, LOG), '# A log\n');
}

function createApi() {
  const store = createJournalStore({
    sessionLogsDir: join(folder, 'sessions'),
    updateLogsDir: join(folder, 'updates'),
    timeZone: 'UTC',
  });
  routers.length = 0;
  const api = createJournalApi({ store }, { viewer: () => new Response('Not Found', { status: 404 }) });
  const routes = routers.flatMap((router) => router.routes);
  const named = routes.filter(({ path }) => pathWith(path, 'name') !== path);
  // What takes every method of a path stands behind the route of that path.
  const own = named.filter(({ method }) => method !== 'ALL');
  return { api, named: own.map(({ method, path }) => ({ method, path })) };
}

/** The path of a route with a name in the place of each of its parameters. */
function pathWith(path: string, name: string): string {
  return path.replaceAll(NAME_IN_PATH, () => name);
}

describe('a name in a path', () => {
  it('is served where it is that of a log', async () => {
    const { api, named } = createApi();
    expect(named.map(({ path }) => path)).toEqual([
      '/admin/logs/sessions/:name{.+}/events',
      '/admin/logs/sessions/:name{.+}',
      '/admin/logs/updates/:name{.+}',
      '/admin/journal/*',
    ]);
    const port = await serveApi(api);
    for (const { method, path } of named.filter((route) => route.path.endsWith('s/:name{.+}'))) {
      const { status, text } = await rawRequest(port, method, pathWith(path, LOG));
      expect({ path, status, isLog: text.includes('# A log') }).toEqual({ path, status: 200, isLog: true });
    }
  });

  it.each(ENCODINGS)(
    `is refused where it is any of ${TRAVERSAL_NAMES.length} others, %s`,
    async (_, encode) => {
      const { api, named } = createApi();
      const port = await serveApi(api);
      for (const { method, path } of named) {
        for (const name of TRAVERSAL_NAMES) {
          const target = pathWith(path, encode(name));
          const { status, text } = await rawRequest(port, method, target);
          expect(REFUSALS, `${target} answers ${status}`).toContain(status);
          expect(text, target).not.toMatch(new RegExp(`${CANARY}|root:x:0|# A log`));
        }
      }
    },
  );

  it.each(['', '.', './', '%2e', '%2E/', 'x/..', 'x/%2e%2e'])(
    'is refused where a URL means the folder itself: %j',
    async (name) => {
      const { api, named } = createApi();
      const port = await serveApi(api);
      for (const { method, path } of named) {
        const { status, text } = await rawRequest(port, method, pathWith(path, name));
        expect(REFUSALS).toContain(status);
        expect(text).not.toMatch(/canary-3f8a51|# A log/);
      }
    },
  );
});
