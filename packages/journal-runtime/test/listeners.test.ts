import { describe, expect, it } from 'vitest';
import { useJournals } from './use-journals.js';

const { create } = useJournals();

describe('listeners', () => {
  it('hear every accepted record with its number, whatever another one throws', async () => {
    const { journal, failures } = create();
    const heard: unknown[] = [];
    journal.subscribe(() => {
      throw new Error('bad listener');
    });
    const leave = journal.subscribe(({ seq, type, data }) => heard.push([seq, type, data]));
    await journal.start();
    journal.record({ type: 'a', data: { n: 1 } });
    journal.record({ type: 'heartbeat' });
    journal.note('issue', 'slow');
    leave();
    journal.record({ type: 'b' });
    await journal.finalize();
    expect(heard).toEqual([
      [2, 'a', { n: 1 }],
      [3, 'journal_note', { kind: 'issue', text: 'slow' }],
    ]);
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['JOURNAL_RUNTIME_LISTENER_FAILED']));
  });
});

describe('process listeners', () => {
  it('are gone when the session is finished', async () => {
    const names = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit', 'uncaughtExceptionMonitor'];
    const count = () => names.map((name) => process.listenerCount(name));
    const before = count();
    const { journal } = create({}, { handleSignals: true });
    await journal.start();
    expect(count()).toEqual(before.map((listeners) => listeners + 1));
    await journal.finalize();
    expect(count()).toEqual(before);
  });
});
