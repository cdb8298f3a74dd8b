import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  EVENT_LOG,
  EVENTS_TEXT,
  makeAsk,
  makeLogFolder,
  SECRET,
  SESSION_LOG,
  UPDATE_LOG,
} from '../../test/log-folder.js';

type Line = Record<string, unknown>;

function parse(text: string): Line[] {
  return text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
}

async function events(query = '', name = SESSION_LOG): Promise<Line[]> {
  const response = await makeAsk({ store: makeLogFolder().store })(
    `/admin/logs/sessions/${name}/events${query}`,
  );
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
  return parse(await response.text());
}

describe('the events of a session', () => {
  it.each([SESSION_LOG, EVENT_LOG])('are those of its event log, asked for by %s', async (name) => {
    const written = EVENTS_TEXT.split('\n').filter((line) => line.endsWith('}'));
    expect(await events('', name)).toEqual(written.map((line) => JSON.parse(line)));
  });

  it.each([
    ['?type=model_loaded', [2]],
    ['?type=model_*,download_*', [2, 3, 4]],
    ['?type=model_*&type=download_*', [2, 3, 4]],
    ['?severity=error', [3]],
    ['?severity=warning', [3, 4]],
    ['?after=2', [3, 4]],
    ['?after=4', []],
    ['?limit=2', [1, 2]],
    ['?after=1&limit=1', [2]],
    ['?since=2026-02-24T13:56:03Z', [3, 4]],
    ['?until=2026-02-24T15:56:02%2B02:00', [1, 2]],
    ['?damaged=true&type=none', []],
  ])('are chosen by %s', async (query, expected) => {
    const lines = await events(query);
    expect(lines.flatMap(({ seq }) => seq ?? [])).toEqual(expected);
  });

  it('stand beside what is damaged, where that is asked for', async () => {
    const lines = await events('?damaged=true');
    expect(lines).toHaveLength(5);
    expect(lines[2]).toEqual({
      damaged: {
        kind: 'damaged',
        segment: 1,
        byte_offset: EVENTS_TEXT.indexOf('{"data": {"mod'),
        length: 15,
        line_number: 3,
        reason: expect.any(String),
      },
    });
  });

  it.each([
    ['type=', 'type is ""'],
    ['severity=bad', 'severity is "bad"'],
    ['since=yesterday', 'since is "yesterday"'],
    ['since=2026-02-24', 'since is "2026-02-24"'],
    ['until=2026-13-40T00:00:00Z', 'until is'],
    ['after=-1', 'after is "-1"'],
    ['limit=0', 'limit is "0"; give a whole number from 1'],
    ['limit=1&limit=2', 'limit is given 2 times'],
    ['damaged=yes', 'damaged is "yes"'],
    ['colour=red', 'There is no parameter "colour"'],
  ])('are refused for ?%s with what is wrong', async (query, detail) => {
    const ask = makeAsk({ store: makeLogFolder().store });
    const response = await ask(`/admin/logs/sessions/${SESSION_LOG}/events?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ detail: expect.stringContaining(detail) });
  });

  it.each([UPDATE_LOG, 'missing.md', 'current', '2026-02-24-1356-studio-none.md', '..%2Fx', 'a.jsonl'])(
    'are not there for %s',
    async (name) => {
      const ask = makeAsk({ store: makeLogFolder().store });
      expect([400, 404]).toContain((await ask(`/admin/logs/sessions/${name}/events`)).status);
    },
  );

  it('are read from the archive as well', async () => {
    const folder = makeLogFolder();
    const archive = join(folder.path, 'sessions/archive/2026-02');
    mkdirSync(archive, { recursive: true });
    writeFileSync(join(archive, `${EVENT_LOG}.gz`), gzipSync(EVENTS_TEXT));
    rmSync(join(folder.path, 'sessions', EVENT_LOG));
    const response = await makeAsk({ store: folder.store })(
      `/admin/logs/sessions/${EVENT_LOG}/events?type=model_*`,
    );
    expect(parse(await response.text()).map(({ seq }) => seq)).toEqual([2, 4]);
  });

  it('are sent compressed to who takes that, and bit by bit', async () => {
    const folder = makeLogFolder();
    const line = JSON.stringify({
      data: { text: 'x'.repeat(1000) },
      event_type: 'a',
      timestamp: '',
      timestamp_unix: 1,
    });
    appendFileSync(join(folder.path, 'sessions', EVENT_LOG), `${line}\n`.repeat(500));
    const ask = makeAsk({ store: folder.store });
    const path = `/admin/logs/sessions/${EVENT_LOG}/events`;
    const plain = await (await ask(path)).text();
    expect(parse(plain)).toHaveLength(504);
    const response = await ask(path, { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await response.arrayBuffer())).toString()).toBe(plain);
  });

  it('may be left before their end, which lets the file go', async () => {
    const folder = makeLogFolder();
    appendFileSync(join(folder.path, 'sessions', EVENT_LOG), `${EVENTS_TEXT.split('\n')[1]}\n`.repeat(5000));
    let isDone = false;
    const store = {
      ...folder.store,
      async *readEvents(...given: Parameters<typeof folder.store.readEvents>) {
        try {
          yield* folder.store.readEvents(...given);
        } finally {
          isDone = true;
        }
      },
    };
    const response = await makeAsk({ store })(`/admin/logs/sessions/${EVENT_LOG}/events`);
    const reader = response.body?.getReader();
    await reader?.read();
    expect(isDone).toBe(false);
    await reader?.cancel();
    expect(isDone).toBe(true);
  });

  it('have no secrets', async () => {
    const folder = makeLogFolder();
    folder.put(
      `sessions/${EVENT_LOG}`,
      `${JSON.stringify({ data: { note: SECRET }, event_type: 'a', timestamp: 'x' })}\n`,
    );
    const response = await makeAsk({ store: folder.store })(`/admin/logs/sessions/${EVENT_LOG}/events`);
    expect(parse(await response.text())).toMatchObject([{ data: { note: '[redacted:github-token]' } }]);
  });
});
