import { describe, expect, it } from 'vitest';
import { createJournalApi, type JournalApi } from '../src/index.js';
import { OPERATIONS } from '../src/openapi/operations.js';
import type { Route } from '../src/routes/route.js';
import { type OperationId, ROUTES } from '../src/routes/routes.js';
import { EVENT_LOG, type LogFolder, makeLogFolder, SESSION_LOG, UPDATE_LOG } from './log-folder.js';

const KEY = 'the-right-key';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];

const WRONG: [what: string, headers: Record<string, string>, query?: string][] = [
  ['no key', {}],
  ['an empty key', { 'x-admin-key': '' }],
  ['a wrong key', { 'x-admin-key': 'the-wrong-key' }],
  ['a beginning of the key', { 'x-admin-key': KEY.slice(0, -1) }],
  ['a key with more behind', { 'x-admin-key': `${KEY}x` }],
  ['a key of a megabyte', { 'x-admin-key': 'x'.repeat(1024 * 1024) }],
  ['the key twice', { 'x-admin-key': `${KEY}, ${KEY}` }],
  ['the key in another header', { authorization: `Bearer ${KEY}`, 'x-api-key': KEY }],
  ['the key in the URL', {}, `admin_key=${KEY}`],
];

/** A path of each route that answers 200, and the query that it needs. */
const PATHS: Partial<Record<OperationId, string>> = {
  readLogEvents: `/admin/logs/sessions/${EVENT_LOG}/events`,
  readSessionLog: `/admin/logs/sessions/${SESSION_LOG}`,
  readUpdateLog: `/admin/logs/updates/${UPDATE_LOG}`,
  searchLogs: '/admin/logs/search?q=x',
  serveViewer: '/admin/journal/index.html',
};

const ROUTE_LIST = Object.entries(ROUTES) as [OperationId, Route][];
const TARGETS = ROUTE_LIST.map(([id, route]) => ({ id, ...route, target: PATHS[id] ?? route.path }));

function makeApi({ store }: LogFolder, options: { readOnly?: boolean; viewer?: boolean } = {}): JournalApi {
  return createJournalApi(
    {
      store,
      subscribe: () => () => undefined,
      writeUpdateLog: async () => ({ ok: true, id: '201', number: 201, fileName: '201_x.md', path: '/x' }),
      preview: () => ({ text: '# Now\n' }),
      note: () => true,
    },
    {
      adminKey: KEY,
      rateLimit: false,
      readOnly: options.readOnly ?? false,
      retention: { device: 'studio' },
      search: {
        search: async () => ({ hits: [], mode: 'index', notes: [] }),
        statistics: async () => ({ notes: [] }),
      },
      doctor: { diagnose: async () => [], repair: async () => ({}) },
      ...(options.viewer === false ? {} : { viewer: () => new Response('the viewer') }),
    },
  );
}

async function ask(
  api: JournalApi,
  method: string,
  target: string,
  headers: Record<string, string>,
): Promise<{ status: number; allow: string | null; text: string }> {
  const body = method === 'POST' ? { body: '{}' } : {};
  const request = new Request(`http://localhost${target}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...body,
  });
  const response = await api.fetch(request, { remoteAddress: '192.0.2.1' });
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  if (isStream) await response.body?.cancel();
  return {
    status: response.status,
    allow: response.headers.get('allow'),
    text: isStream ? '' : await response.text(),
  };
}

/** What a path allows, as its routes say. */
function methodsOf(path: string): string[] {
  const methods = TARGETS.filter((route) => route.path === path).map(({ method }) => method);
  return methods.includes('GET') ? ['HEAD', ...methods] : methods;
}

describe.each(WRONG)('with %s', (_, headers, query) => {
  it('every method of every route answers 403 as LMX does', async () => {
    const api = makeApi(makeLogFolder(), { viewer: false });
    for (const { target } of TARGETS) {
      for (const method of METHODS) {
        const full = query === undefined ? target : `${target}${target.includes('?') ? '&' : '?'}${query}`;
        const { status, text } = await ask(api, method, full, headers);
        expect({ method, target, status }).toEqual({ method, target, status: 403 });
        if (method !== 'HEAD') expect(text).toBe('{"detail":"Invalid or missing admin key"}');
      }
    }
  });

  it('only the files of the viewer are served, where there is one', async () => {
    const api = makeApi(makeLogFolder());
    const served: string[] = [];
    for (const { target } of TARGETS) {
      const { status } = await ask(api, 'GET', target, headers);
      if (status !== 403) served.push(target);
    }
    expect(served).toEqual(['/admin/journal', '/admin/journal/index.html']);
  });
});

describe('with the key', () => {
  it.each(TARGETS)('$method $path answers as the document says', async ({ id, method, target }) => {
    const api = makeApi(makeLogFolder());
    const { status, text } = await ask(api, method, target, { 'x-admin-key': KEY });
    const { status: success = 200, problems = [] } = OPERATIONS[id];
    // An empty object is no body of most routes that write.
    expect(method === 'GET' ? [success] : [success, ...problems]).toContain(status);
    if (status >= 400) expect(JSON.parse(text)).toEqual({ detail: expect.any(String) });
  });

  it.each(TARGETS)('$path has only the methods that it allows', async ({ path, target }) => {
    const api = makeApi(makeLogFolder());
    const allowed = methodsOf(path);
    for (const method of METHODS.filter((one) => !allowed.includes(one))) {
      const { status, allow } = await ask(api, method, target, { 'x-admin-key': KEY });
      expect({ method, status }).toEqual({ method, status: method === 'OPTIONS' ? 204 : 405 });
      expect(allow?.split(', ').sort()).toEqual([...allowed, 'OPTIONS'].sort());
    }
  });

  it.each(TARGETS.filter(({ method }) => method === 'GET'))(
    'HEAD $path answers as GET, without content',
    async ({ target }) => {
      const api = makeApi(makeLogFolder());
      const get = await ask(api, 'GET', target, { 'x-admin-key': KEY });
      expect(await ask(api, 'HEAD', target, { 'x-admin-key': KEY })).toEqual({ ...get, text: '' });
    },
  );
});

describe('read-only', () => {
  it('nothing that writes is done, and no path claims that it could be', async () => {
    const api = makeApi(makeLogFolder(), { readOnly: true });
    for (const { target } of TARGETS.filter(({ method }) => method === 'POST')) {
      const { status, text } = await ask(api, 'POST', target, { 'x-admin-key': KEY });
      expect([target, status, text]).toEqual([target, 403, expect.stringContaining('readOnly')]);
      const { allow } = await ask(api, 'OPTIONS', target, { 'x-admin-key': KEY });
      expect(allow).not.toContain('POST');
    }
  });
});

it('a HEAD of the event feed takes no place in it', async () => {
  const api = makeApi(makeLogFolder());
  await ask(api, 'HEAD', '/admin/events', { 'x-admin-key': KEY });
  const { text } = await ask(api, 'GET', '/admin/logs/health', { 'x-admin-key': KEY });
  expect(JSON.parse(text)).toMatchObject({ feed_clients: 0 });
});

it('without a key the files of the viewer are for this machine only, as everything is', async () => {
  const api = createJournalApi({}, { viewer: () => new Response('the viewer') });
  const open = (remoteAddress: string) =>
    api.fetch(new Request('http://localhost/admin/journal/'), { remoteAddress });
  expect((await open('127.0.0.1')).status).toBe(200);
  expect((await open('192.0.2.1')).status).toBe(403);
});
