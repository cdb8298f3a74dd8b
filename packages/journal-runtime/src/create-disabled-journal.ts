import type { JournalingConfig } from './config/journaling-config.js';
import { disabledError } from './disabled-error.js';
import type { Failure, RuntimeJournal } from './runtime-journal.js';

/** A journal of the same shape that does nothing: no file, no folder, no timer, no listener. */
export function createDisabledJournal(config: JournalingConfig): RuntimeJournal {
  const nothing = (): void => undefined;
  const failure = async (): Promise<Failure> => ({ ok: false, error: disabledError() });
  return {
    config,
    store: undefined,
    recovery: Promise.resolve(undefined),
    start: failure,
    record: () => false,
    bind: () => nothing,
    note: () => false,
    finalize: failure,
    writeUpdateLog: failure,
    preview: () => undefined,
    status: () => ({
      state: 'disabled',
      device: config.device,
      durability: config.durability,
      sessionLogsDir: config.sessionLogsDir,
      updateLogsDir: config.updateLogsDir,
      ledger: { emitted: 0, written: 0, skipped: 0, refused: 0, dropped: 0 },
      sequence: 0,
      queuedBytes: 0,
      redactions: {},
      updateLogs: { written: 0, failed: 0 },
    }),
    subscribe: () => nothing,
  };
}
