import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatSessionLog } from '@opta/journal-format';
import { describe, expect, it } from 'vitest';
import { type CodedError, createRuntimeJournal, type RuntimeJournal } from '../src/index.js';
import { useLogFolders } from './log-folders.js';

const folders = useLogFolders();
const DAY_MS = 86_400_000;

/** A finished session that began so many days ago. */
async function finishSession(daysAgo: number): Promise<void> {
  const startedAt = Date.now() - daysAgo * DAY_MS;
  const journal = createRuntimeJournal(
    { ...folders.config(), retention_mode: 'off' },
    { environment: {}, clock: () => startedAt },
  );
  await journal.start({ startedAt });
  await journal.finalize({ summary: `day ${daysAgo}` });
}

/** Starts a runtime and waits for its first pass of retention. */
async function startAndWait(
  settings: Record<string, unknown> = {},
): Promise<{ journal: RuntimeJournal; errors: CodedError[] }> {
  const errors: CodedError[] = [];
  const journal = createRuntimeJournal(
    { ...folders.config(), ...settings },
    { environment: {}, onError: (error) => errors.push(error) },
  );
  await journal.start();
  while (journal.status().retention?.state === 'running')
    await new Promise((resolve) => setImmediate(resolve));
  return { journal, errors };
}

describe('retention', () => {
  it('archives what is beyond the limits in the background, and leaves it listed', async () => {
    for (const daysAgo of [40, 3, 2]) await finishSession(daysAgo);
    const before = folders.sessionLogs();
    const { journal, errors } = await startAndWait({ retention_days: 30, max_session_logs: 2 });
    expect(errors).toEqual([]);
    expect(journal.status().retention).toMatchObject({ state: 'done', files: 2 });
    expect(folders.sessionLogs()).toEqual(before.slice(1));
    const { entries } = (await journal.store?.listSessionLogs({ limit: 10 })) ?? { entries: [] };
    expect(entries.map(({ fileName }) => fileName).sort()).toEqual(before);
    expect((await journal.store?.readLog(before[0] as string))?.text).toContain('day 40');
    await journal.finalize();
  });

  it('waits for a person in a folder with logs of another program, and says so once', async () => {
    await finishSession(40);
    const foreign = '2026-01-02-0304-studio-runtime-session.md';
    writeFileSync(
      join(folders.sessions, foreign),
      formatSessionLog({ date: '2026-01-02', time: '03:04 UTC', device: 'studio' }),
    );
    const { journal, errors } = await startAndWait();
    expect(journal.status().retention).toMatchObject({ state: 'held', files: 0 });
    expect(errors.map(({ code }) => code)).toEqual(['JOURNAL_RUNTIME_RETENTION_HELD']);
    expect(existsSync(join(folders.sessions, 'archive'))).toBe(false);
    await journal.finalize();
  });

  it('does nothing where it is switched off', async () => {
    await finishSession(400);
    const { journal } = await startAndWait({ retention_mode: 'off' });
    expect(journal.status().retention).toBeUndefined();
    expect(folders.sessionLogs()).toHaveLength(1);
    await journal.finalize();
    expect(readdirSync(folders.sessions)).not.toContain('archive');
  });
});
