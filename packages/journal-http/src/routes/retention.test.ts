import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatSessionLog } from '@opta/journal-format';
import { describe, expect, it } from 'vitest';
import { type LogFolder, makeAsk, makeLogFolder, post, SESSION_LOG } from '../../test/log-folder.js';

const PATH = '/admin/logs/retention';
const RETENTION = { device: 'studio', maxSessionLogs: 1, now: Date.parse('2026-02-25T00:00:00Z') };

/** A second finished session, so that one of two has to go. */
function makeFolderOfTwo(): LogFolder {
  const folder = makeLogFolder();
  putSession(folder, '2026-02-24-1400-studio-later.md', '14:00 UTC');
  return folder;
}

function putSession({ put }: LogFolder, name: string, time: string): void {
  put(`sessions/${name}`, formatSessionLog({ date: '2026-02-24', time, device: 'studio' }));
}

interface Plan {
  id: string;
  units: { filename: string }[];
  held?: { reason: string };
}

async function planOf(ask: ReturnType<typeof makeAsk>): Promise<Plan> {
  return (await ask(PATH)).json() as Promise<Plan>;
}

describe('a retention plan', () => {
  it('is shown, and nothing goes', async () => {
    const folder = makeFolderOfTwo();
    const ask = makeAsk({ store: folder.store }, { retention: RETENTION });
    const plan = await planOf(ask);
    expect(plan.units.map(({ filename }) => filename)).toEqual([SESSION_LOG]);
    expect((await planOf(ask)).id).toBe(plan.id);
    expect(existsSync(join(folder.path, 'sessions', SESSION_LOG))).toBe(true);
  });

  it('that was seen is done', async () => {
    const folder = makeFolderOfTwo();
    const ask = makeAsk({ store: folder.store }, { retention: RETENTION });
    const { id, held } = await planOf(ask);
    expect(held).toMatchObject({ reason: 'not-accepted' });
    const refusal = await ask(PATH, post({ id }));
    expect([refusal.status, await refusal.json()]).toEqual([
      409,
      { detail: expect.stringContaining('"accept": true') },
    ]);
    const response = await ask(PATH, post({ id, accept: true }));
    expect([response.status, await response.json()]).toEqual([
      200,
      { done: expect.arrayContaining([SESSION_LOG]), bytes: expect.any(Number), skipped: [] },
    ]);
    expect(existsSync(join(folder.path, 'sessions/archive/2026-02', SESSION_LOG))).toBe(true);
  });

  it('is not done when it is another one by now', async () => {
    const folder = makeFolderOfTwo();
    const ask = makeAsk({ store: folder.store }, { retention: RETENTION });
    const { id } = await planOf(ask);
    putSession(folder, '2026-02-24-1500-studio-latest.md', '15:00 UTC');
    const response = await ask(PATH, post({ id, accept: true }));
    expect(response.status).toBe(409);
    expect(existsSync(join(folder.path, 'sessions', SESSION_LOG))).toBe(true);
    expect((await ask(PATH, post({ id: 'another' }))).status).toBe(409);
  });

  it.each([{}, { id: 7 }, { id: 'x', accept: 'yes' }, { id: 'x', all: true }])(
    'is not done for %j',
    async (body) => {
      const ask = makeAsk({ store: makeLogFolder().store }, { retention: RETENTION });
      expect((await ask(PATH, post(body))).status).toBe(422);
    },
  );

  it('needs a policy', async () => {
    const ask = makeAsk({ store: makeLogFolder().store });
    for (const init of [{}, post({ id: 'x' })]) {
      const response = await ask(PATH, init);
      expect([response.status, await response.json()]).toEqual([
        501,
        { detail: expect.stringContaining('@opta/journal-store') },
      ]);
    }
  });
});
