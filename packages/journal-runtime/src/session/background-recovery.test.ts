import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHostIdentity } from '@opta/journal-recovery';
import { createJournalStore } from '@opta/journal-store';
import { afterEach, expect, it } from 'vitest';
import { loadJournalingConfig } from '../config/load-journaling-config.js';
import { createBackgroundRecovery } from './background-recovery.js';

const directory = mkdtempSync(join(tmpdir(), 'opta-journal-'));

afterEach(() => rmSync(directory, { recursive: true }));

it('lets whoever begins it go on before it looks at the folders', async () => {
  await readHostIdentity();
  const folders = { sessionLogsDir: join(directory, 'sessions'), updateLogsDir: join(directory, 'updates') };
  const store = createJournalStore(folders);
  let looks = 0;
  const watched = {
    ...store,
    pairEventLogs() {
      looks += 1;
      return store.pairEventLogs();
    },
  };
  const recovery = createBackgroundRecovery({
    config: loadJournalingConfig({ config: folders, environment: {} }),
    store: watched,
    report: (error) => {
      throw error;
    },
  });
  recovery.begin('01KJ5ZQ4M0');
  expect(recovery.status).toMatchObject({ state: 'running' });
  await everyPromiseOfThisTurn();
  expect(looks).toBe(0);
  expect(await recovery.done).toMatchObject({ recovered: [], failed: [] });
  expect(looks).toBe(1);
});

/** A tick comes after all promises that need nothing from outside. */
async function everyPromiseOfThisTurn(): Promise<void> {
  await new Promise<void>((resolve) => process.nextTick(() => process.nextTick(resolve)));
}
