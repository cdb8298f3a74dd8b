import { unlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createRuntimeJournal } from '../src/index.js';
import { useLogFolders } from './log-folders.js';

const folders = useLogFolders();

it('an event log that somebody removes costs its events, and the ledger says how many', async () => {
  let tell: (code: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const journal = createRuntimeJournal(
    { ...folders.config(), flush_interval_ms: 10 },
    { environment: {}, onError: ({ code }) => tell(code) },
  );
  await journal.start();
  // It looks at every event log, and would say that one is gone.
  await journal.recovery;
  const record = (count: number): void => {
    for (let index = 0; index < count; index += 1) journal.record({ type: 'probe', data: { index } });
  };
  record(100);
  while (journal.status().queuedBytes > 0) await new Promise((resolve) => setImmediate(resolve));
  unlinkSync(journal.status().eventLog as string);
  record(1);
  expect(await told).toBe('JOURNAL_STORE_FILE_GONE');
  record(50);
  const finalized = await journal.finalize();
  expect(finalized.ok).toBe(true);
  const { ledger } = journal.status();
  expect(ledger).toMatchObject({ emitted: 151, written: 50, skipped: 0, refused: 0, dropped: 101 });
  const there = folders.eventLogs().flatMap((name) => folders.events(name));
  expect(there.filter(({ event_type }) => event_type === 'probe')).toHaveLength(ledger.written);
  expect(there.filter(({ event_type }) => event_type === 'journal_gap')).toHaveLength(1);
  expect(folders.read('sessions', folders.sessionLogs()[0])).toMatch(
    /\b101\b.*(?:lost|dropped)|(?:lost|dropped).*\b101\b/i,
  );
  expect(there.at(-1)?.data.ledger).toEqual(ledger);
  expect(folders.read('sessions', folders.sessionLogs()[0])).toContain('- Total events: 50\n');
});
