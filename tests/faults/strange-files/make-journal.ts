import { createRuntimeJournal } from '@opta/journal-runtime';
import type { JournalStore } from '@opta/journal-store';
import { journalStart } from '../hosts/journal-start.js';
import { journalConfig } from '../journal-config.js';
import { NOW } from './names.js';

/** Far beyond what any system gives to a process. */
const NO_PROCESS = 2 ** 30;

/** Fills both folders: a session in the archive, one that is due, one that was killed, an update log. */
export async function makeJournal(store: JournalStore): Promise<void> {
  await finishSession(store, '2025-12-05T12:00:00Z', 'archived');
  const plan = await store.planRetention({ device: 'studio', retentionDays: 30, now: NOW });
  await store.applyRetention(plan);
  await finishSession(store, '2026-01-05T12:00:00Z', 'due');
  await killSession(store, '2026-02-20T12:00:00Z');
  await store.acceptRetention(plan);
}

async function finishSession(store: JournalStore, time: string, summary: string): Promise<void> {
  const startedAt = Date.parse(time);
  const journal = createRuntimeJournal(
    { ...journalConfig(store), retention_mode: 'off' },
    { environment: {}, clock: () => startedAt, recover: false },
  );
  await journal.start({ startedAt });
  journal.record({ type: 'probe', data: {} });
  await journal.writeUpdateLog({ summary, now: startedAt, series: 'standard' });
  const finalized = await journal.finalize({ summary });
  if (!finalized.ok) throw finalized.error;
}

async function killSession(store: JournalStore, time: string): Promise<void> {
  const startedAt = Date.parse(time);
  const log = await store.openEventLog({
    start: { ...journalStart('killed'), startedAt, pid: NO_PROCESS },
  });
  log.append({ type: 'probe', data: '{}', time: startedAt });
  await log.close();
}
