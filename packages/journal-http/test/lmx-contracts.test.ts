import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournalStore } from '@opta/journal-store';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Ask, makeAsk, makeLogFolder, SESSION_LOG, UPDATE_LOG } from './log-folder.js';

/** The key of LMX's tests. */
const HEADERS = { 'x-admin-key': 'test-admin-key' };

function makeLmxAsk(source: Parameters<typeof makeAsk>[0]): Ask {
  const ask = makeAsk(source, { adminKey: 'test-admin-key' });
  return (path) => ask(path, { headers: HEADERS });
}

describe('what the tests of Opta LMX promise of /admin/logs', () => {
  it('lists session logs as a bare array of name, size and time', async () => {
    const response = await makeLmxAsk({ store: makeLogFolder().store })('/admin/logs/sessions');
    expect(response.status).toBe(200);
    const entries = (await response.json()) as Record<string, unknown>[];
    expect(entries.length).toBeGreaterThan(0);
    for (const { filename, size_bytes, created_at } of entries) {
      expect(filename).toEqual(expect.any(String));
      expect(size_bytes).toBeGreaterThan(0);
      expect(Date.parse(String(created_at))).not.toBeNaN();
    }
  });

  it.each([
    [`sessions/${SESSION_LOG}`, 'Session: Runtime Session'],
    [`updates/${UPDATE_LOG}`, 'id: 200'],
  ])('reads %s as text', async (path, part) => {
    const response = await makeLmxAsk({ store: makeLogFolder().store })(`/admin/logs/${path}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; charset=utf-8',
    ]);
    expect(await response.text()).toContain(part);
  });

  it.each(['sessions', 'updates'])('has no missing log in %s', async (folder) => {
    const response = await makeLmxAsk({ store: makeLogFolder().store })(
      `/admin/logs/${folder}/nonexistent.md`,
    );
    expect([response.status, await response.json()]).toEqual([404, { detail: 'Log file not found' }]);
  });

  it.each(['sessions', 'updates'])('lets nobody out of %s', async (folder) => {
    const ask = makeLmxAsk({ store: makeLogFolder().store });
    expect([400, 404]).toContain((await ask(`/admin/logs/${folder}/..%2F..%2Fetc%2Fpasswd`)).status);
  });

  it('lists exactly the one update log that there is', async () => {
    const response = await makeLmxAsk({ store: makeLogFolder().store })('/admin/logs/updates');
    expect(await response.json()).toEqual([expect.objectContaining({ filename: UPDATE_LOG })]);
  });

  it.each(['sessions', 'updates'])(
    'lists nothing where the folder of %s is empty or missing',
    async (folder) => {
      const empty = mkdtempSync(join(tmpdir(), 'opta-http-'));
      onTestFinished(() => rmSync(empty, { recursive: true }));
      for (const directory of [empty, join(empty, 'missing')]) {
        const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
        expect(await (await makeLmxAsk({ store })(`/admin/logs/${folder}`)).json()).toEqual([]);
      }
    },
  );
});
