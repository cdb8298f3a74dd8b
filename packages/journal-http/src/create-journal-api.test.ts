import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatSessionLog, formatUpdateLog } from '@opta/journal-format';
import { createJournalStore } from '@opta/journal-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJournalApi } from './create-journal-api.js';
import type { JournalSource, UpdateLogOutcome } from './journal-source.js';

const LOCAL = { remoteAddress: '127.0.0.1' };
let folder: string;
let source: JournalSource;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opta-http-'));
  for (const name of ['sessions', 'updates']) mkdirSync(join(folder, name));
  const store = createJournalStore({
    sessionLogsDir: join(folder, 'sessions'),
    updateLogsDir: join(folder, 'updates'),
    timeZone: 'UTC',
  });
  source = { store };
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function putSession(name: string, device = 'studio'): void {
  put(
    `sessions/${name}`,
    formatSessionLog({
      date: '2026-02-24',
      time: '13:56 UTC',
      device,
      user: 'operator',
      model: 'm',
      duration: '00:01:00',
    }),
  );
}

function ask(path: string, init: RequestInit = {}, from: JournalSource = source): Promise<Response> {
  return createJournalApi(from).fetch(new Request(`http://localhost${path}`, init), LOCAL);
}

async function askJson(path: string): Promise<Record<string, unknown>[]> {
  return (await ask(path)).json() as Promise<Record<string, unknown>[]>;
}

describe('GET /admin/logs/sessions', () => {
  it('says which of the event logs of a minute an old session log is of', async () => {
    const begin = '- Started: 2026-02-25 12:48:21 UTC\n- Total events: 1\n';
    put(
      'sessions/2026-02-25-1248-studio-runtime-session.md',
      `---\ndate: 2026-02-25\ntime: "12:48 UTC"\ndevice: "studio"\n---\n\n## Summary\n\n${begin}`,
    );
    const line = '{"event_type":"model_loaded","data":{},"timestamp_unix":1772023701}\n';
    for (const second of ['21', '52']) put(`sessions/2026-02-25-1248${second}-studio-events.jsonl`, line);
    const [, , session] = await askJson('/admin/logs/sessions');
    expect(session).toMatchObject({ kind: 'session', event_log: '2026-02-25-124821-studio-events.jsonl' });
  });

  it('lists session logs and event logs newest first, with what LMX gives and more', async () => {
    putSession('2026-02-24-1356-studio-runtime-session.md');
    put('sessions/2026-02-25-081500-studio-events.jsonl', '');
    for (const name of ['README.txt', 'README.md', 'SESSION_FORMAT.md']) put(`sessions/${name}`, '');
    const entries = await askJson('/admin/logs/sessions');
    expect(entries.map(({ filename }) => filename)).toEqual([
      '2026-02-25-081500-studio-events.jsonl',
      '2026-02-24-1356-studio-runtime-session.md',
    ]);
    expect(entries[1]).toMatchObject({
      kind: 'session',
      size_bytes: expect.any(Number),
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      device: 'studio',
      readable: true,
    });
  });

  it('is empty where the folder is missing or the journal is switched off', async () => {
    rmSync(join(folder, 'sessions'), { recursive: true });
    expect(await askJson('/admin/logs/sessions')).toEqual([]);
    expect(await (await ask('/admin/logs/sessions', {}, { store: undefined })).json()).toEqual([]);
  });

  it('gives pages that lead to each other', async () => {
    for (let minute = 10; minute < 15; minute += 1)
      putSession(`2026-02-24-13${minute}-studio-runtime-session.md`);
    const seen: unknown[] = [];
    let path: string | undefined = '/admin/logs/sessions?limit=2';
    while (path !== undefined) {
      const response: Response = await ask(path);
      expect(response.headers.get('x-total-count')).toBe('5');
      seen.push(...((await response.json()) as { filename: string }[]).map(({ filename }) => filename));
      path = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    }
    expect(seen).toEqual(
      [14, 13, 12, 11, 10].map((minute) => `2026-02-24-13${minute}-studio-runtime-session.md`),
    );
  });

  it('filters by what the frontmatter says', async () => {
    putSession('2026-02-24-1356-studio-runtime-session.md', 'studio');
    putSession('2026-02-24-1357-mono512-runtime-session.md', 'mono512');
    const entries = await askJson('/admin/logs/sessions?device=mono512');
    expect(entries.map(({ device }) => device)).toEqual(['mono512']);
  });

  it.each([
    ['limit=0', 'limit is "0"'],
    ['limit=1e9', 'limit is "1e9"'],
    ['since=yesterday', 'since'],
    ['cursor=forged', 'ursor'],
    ['colour=red', 'There is no parameter "colour"'],
  ])('answers ?%s with what is wrong', async (query, detail) => {
    const response = await ask(`/admin/logs/sessions?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ detail: expect.stringContaining(detail) });
  });
});

describe('GET /admin/logs/{folder}/{name}', () => {
  it('serves a log as text, also one that cannot be read as a log', async () => {
    put('updates/200_2026-02-24_broken.md', '---\n[\n---\n# <script>');
    const response = await ask('/admin/logs/updates/200_2026-02-24_broken.md');
    expect(await response.text()).toBe('---\n[\n---\n# <script>');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await askJson('/admin/logs/updates'))[0]).toMatchObject({ readable: false, id: '200' });
  });

  it('serves files that old clients list although their names are outside the convention', async () => {
    put('updates/notes.md', 'hello');
    expect((await askJson('/admin/logs/updates')).map(({ filename }) => filename)).toEqual(['notes.md']);
    expect(await (await ask('/admin/logs/updates/notes.md')).text()).toBe('hello');
  });

  it.each([
    '..%2F..%2Fetc%2Fpasswd',
    '..%5c..%5csecret.md',
    '%2e%2e%2fsecret.md',
    '..%252fsecret.md',
    'a%00.md',
    '%ff.md',
    '.opta-journal%2FREADME.md',
    '.hidden.md',
    'missing.md',
    '2026-02-24-1356-x-y.txt',
    'link.md',
    '2026-02-24-1356-studio-link.md',
    '2026-02-24-1357-studio-folder.md',
    `${'a'.repeat(300)}.md`,
  ])('never serves %s', async (name) => {
    put('secret.md', 'canary');
    symlinkSync(join(folder, 'secret.md'), join(folder, 'sessions/link.md'));
    symlinkSync(join(folder, 'secret.md'), join(folder, 'sessions/2026-02-24-1356-studio-link.md'));
    mkdirSync(join(folder, 'sessions/2026-02-24-1357-studio-folder.md'));
    const response = await ask(`/admin/logs/sessions/${name}`);
    expect([400, 404]).toContain(response.status);
    expect(await response.text()).not.toContain('canary');
  });
});

describe('an update log of the listing', () => {
  it('says how many of its steps failed', async () => {
    const step = { target: 'studio', component: 'lmx', step: 'restart', message: 'port taken' };
    for (const [id, status] of [
      ['007', 'fail'],
      ['008', 'ok'],
    ] as const) {
      const log = {
        id,
        date: '2026-02-24',
        time: '10:00:00',
        author: 'ann',
        summary: ['x'],
        steps: [{ ...step, status }],
      };
      put(`updates/${id}_2026-02-24_a.md`, formatUpdateLog({ ...log, commandInputs: [] }));
    }
    const entries = await askJson('/admin/logs/updates');
    expect(entries.map(({ id, failed_steps }) => [id, failed_steps])).toEqual([
      ['008', undefined],
      ['007', 1],
    ]);
  });
});

describe('POST /admin/logs/updates', () => {
  const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    ask('/admin/logs/updates', { method: 'POST', body, headers }, writing);
  let outcome: UpdateLogOutcome;
  let given: unknown;
  const writing: JournalSource = {
    async writeUpdateLog(input) {
      given = input;
      return outcome;
    },
  };

  it('hands the body on and says where the log is', async () => {
    outcome = { ok: true, id: '200', number: 200, fileName: '200_2026-02-24_x.md', path: '/secret/place' };
    const response = await post('{"summary":"Loaded.","version_before":"1.0"}');
    expect(given).toEqual({ summary: 'Loaded.', version_before: '1.0' });
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe('/admin/logs/updates/200_2026-02-24_x.md');
    expect(await response.json()).toEqual({ id: '200', number: 200, filename: '200_2026-02-24_x.md' });
  });

  it.each([
    ['JOURNAL_RUNTIME_UPDATE_LOG_INVALID', 422],
    ['JOURNAL_IDS_SERIES_FULL', 409],
    ['JOURNAL_STORE_IO', 503],
  ])('says %s with status %d', async (code, status) => {
    outcome = { ok: false, error: Object.assign(new Error('what to do'), { code }) };
    const response = await post('{"summary":"x"}');
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ detail: 'what to do', code });
  });

  it.each([
    ['not json', 400],
    ['[]', 422],
    ['null', 422],
    [`"${'x'.repeat(2 * 1024 * 1024)}"`, 413],
  ])('refuses %.20s', async (body, status) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('detail');
  });

  it('refuses a form, which a page of another site could send', async () => {
    expect((await post('summary=x', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(
      415,
    );
  });

  it('says which package writes where this journal only reads', async () => {
    const response = await ask('/admin/logs/updates', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(501);
    expect(await response.json()).toEqual({ detail: expect.stringContaining('@opta/journal-runtime') });
  });
});

it('answers what it does not know in LMX’s shape', async () => {
  const response = await ask('/admin/logs/unknown');
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ detail: 'Not Found' });
});

it('answers 500 without saying what went wrong inside', async () => {
  const broken: JournalSource = {
    store: { ...source.store, listUpdateLogs: () => Promise.reject(new Error('secret path')) } as never,
  };
  const response = await ask('/admin/logs/updates', {}, broken);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('secret path');
});

it('lists update logs by number', async () => {
  for (const id of ['200', '201']) {
    put(`updates/${id}_2026-02-24_x.md`, formatUpdateLog({ id, date: '2026-02-24', category: 'sync' }));
  }
  expect((await askJson('/admin/logs/updates?category=sync')).map(({ id }) => id)).toEqual(['201', '200']);
});

it('refuses options that it cannot follow', () => {
  expect(() => createJournalApi({}, { adminKey: '' })).toThrow(
    expect.objectContaining({ code: 'JOURNAL_HTTP_OPTION_INVALID' }),
  );
  expect(() => createJournalApi({}, { maxFeedClients: 0 })).toThrow(/maxFeedClients is 0/);
  expect(() => createJournalApi({}, { heartbeatIntervalMs: Number.NaN })).toThrow(
    /heartbeatIntervalMs is NaN/,
  );
});

describe('secrets in logs of other programs', () => {
  /** In two parts, so that no scanner takes this file for a leak. */
  const token = `ghp_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;

  it('are in no answer', async () => {
    put(
      'sessions/2026-02-24-1356-studio-runtime-session.md',
      `---\nmodel: "${token}"\n---\n\nUse ${token}.\n`,
    );
    const line = JSON.stringify({
      data: { headers: [['Authorization', 'Bearer abc']], token },
      event_type: 'a',
    });
    put('sessions/2026-02-24-135600-studio-events.jsonl', `${line}\nno JSON ${token}\n${line}\n`);
    put('updates/001_2026-02-24_a.md', `---\nid: "001"\nauthor: "${token}"\n---\n\npassword: swordfish\n`);
    const paths = ['sessions', 'updates', 'sessions/2026-02-24-1356-studio-runtime-session.md'];
    paths.push('sessions/2026-02-24-135600-studio-events.jsonl', 'updates/001_2026-02-24_a.md');
    for (const path of paths) {
      const text = await (await ask(`/admin/logs/${path}`)).text();
      expect(text, path).not.toContain(token);
      expect(text, path).not.toMatch(/swordfish|Bearer abc/);
    }
    const events = await (await ask('/admin/logs/sessions/2026-02-24-135600-studio-events.jsonl')).text();
    const lines = events.trimEnd().split('\n');
    expect(JSON.parse(lines[0] as string).data).toEqual({
      headers: [['Authorization', '[redacted:authorization]']],
      token: '[redacted:github-token]',
    });
    expect(lines[2]).toBe(lines[0]);
  });

  it('are what the policy says; a faulty one is refused', async () => {
    put('updates/001_2026-02-24_a.md', 'door_code=77\n');
    const api = createJournalApi(source, { redaction: { keys: ['door_code'] } });
    const response = await api.fetch(
      new Request('http://localhost/admin/logs/updates/001_2026-02-24_a.md'),
      LOCAL,
    );
    expect(await response.text()).toBe('door_code=[redacted:secret]\n');
    expect(() => createJournalApi(source, { redaction: { keys: [''] } })).toThrow(
      expect.objectContaining({ code: 'JOURNAL_REDACT_POLICY_INVALID' }),
    );
  });
});
