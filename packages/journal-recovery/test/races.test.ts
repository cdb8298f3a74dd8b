import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { recover } from '../src/index.js';
import {
  LOG_NAME,
  leaveSession,
  openStore,
  options,
  readSession,
  STARTED_AT,
  sessionLogs,
} from './sessions.js';

it('segments that were begun after the folder was listed are in the log', async () => {
  const folder = makeTemporaryFolder();
  const store = openStore(folder);
  const { path } = await leaveSession(store, { maxEventLogBytes: 1 });
  const later = [2, 3, 4].map((segment) => path.replace('.jsonl', `.${segment}.jsonl`));
  const racing: typeof store = {
    ...store,
    pairEventLogs: async () => {
      for (const segment of later) renameSync(segment, `${segment}.later`);
      const pairs = await store.pairEventLogs();
      for (const segment of later) renameSync(`${segment}.later`, segment);
      return pairs;
    },
  };
  await recover(racing, options());
  expect(readSession(folder, LOG_NAME)).toContain('- Total events: 3\n');
});

describe('a log that was published by somebody else meanwhile', () => {
  async function recoverWhile(folder: string, publish: () => Promise<unknown>) {
    const store = openStore(folder);
    const racing: typeof store = {
      ...store,
      // After the pass over the folder, before the recovery looks once more.
      listSessionLogs: async (query) => {
        await publish();
        return store.listSessionLogs(query);
      },
    };
    return (await recover(racing, options())).recovered;
  }

  const end = { endedAt: STARTED_AT + 9_000, durationMs: 9_000, status: 'clean', summary: 'graceful stop' };

  it('stays the only one, whatever its name is', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { live, session } = await leaveSession(store, { end });
    const recovered = await recoverWhile(folder, async () => {
      if (live !== undefined) await store.publishSessionLog(live, { summary: 'another text' });
    });
    expect(recovered).toMatchObject([{ session, existed: true }]);
    expect(sessionLogs(folder)).toEqual(['2026-02-24-1356-mbp-1-another-text.md']);
  });

  it('stays the only one where it has gone to the archive since', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { live, session } = await leaveSession(store, { end });
    const month = join(store.sessionLogsDir, 'archive/2026-02');
    const recovered = await recoverWhile(folder, async () => {
      if (live === undefined || existsSync(month)) return;
      const { path, fileName } = await store.publishSessionLog(live, { summary: 'another text' });
      mkdirSync(month, { recursive: true });
      renameSync(path, join(month, fileName));
    });
    expect(recovered).toMatchObject([{ session, existed: true }]);
    expect(sessionLogs(folder)).toEqual([]);
  });

  it('is not taken for that of another session of the same minute', async () => {
    const folder = makeTemporaryFolder();
    const store = openStore(folder);
    const { live } = await leaveSession(store, { end });
    const recovered = await recoverWhile(folder, async () => {
      if (live === undefined || sessionLogs(folder).length > 0) return;
      const other = { ...live, session: 'other', eventLog: '2026-02-24-135600-mbp-1-events.jsonl' };
      await store.publishSessionLog(other, { summary: 'another text' });
    });
    expect(recovered).toMatchObject([{ existed: false }]);
    expect(sessionLogs(folder)).toHaveLength(2);
  });
});
