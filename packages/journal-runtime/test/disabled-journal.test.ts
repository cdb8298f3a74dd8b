import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useJournals } from './use-journals.js';

const { folders, create } = useJournals();

describe('enabled: false', () => {
  it('leaves no file, folder, timer or listener', async () => {
    const bus = new EventEmitter();
    const resources = process.getActiveResourcesInfo().sort();
    const signals = () =>
      ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit', 'uncaughtExceptionMonitor'].map((name) =>
        process.listenerCount(name),
      );
    const listeners = signals();
    const { journal, failures } = create({ enabled: false }, { handleSignals: true });
    expect(await journal.start()).toMatchObject({ ok: false, error: { code: 'JOURNAL_RUNTIME_DISABLED' } });
    journal.bind(bus)();
    journal.bind(bus);
    journal.subscribe(() => undefined);
    expect(journal.record({ type: 'x' })).toBe(false);
    expect(journal.note('note', 'x')).toBe(false);
    expect(await journal.writeUpdateLog({ summary: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'JOURNAL_RUNTIME_DISABLED' },
    });
    expect(await journal.finalize()).toMatchObject({ ok: false });
    expect(journal.preview()).toBeUndefined();
    expect(journal.status()).toMatchObject({ state: 'disabled', ledger: { emitted: 0 } });
    expect(journal.store).toBeUndefined();
    expect(failures).toEqual([]);
    expect(bus.eventNames()).toEqual([]);
    expect(signals()).toEqual(listeners);
    expect(process.getActiveResourcesInfo().sort()).toEqual(resources);
    expect(existsSync(folders.sessions) || existsSync(folders.updates)).toBe(false);
  });
});
