import { setTimeout } from 'node:timers/promises';
import type { Recorder } from './recorder.js';
import { startJournal } from './start-journal.js';

/** Half of what may wait before events are dropped, which it counts and others do not do. */
const BEHIND_BYTES = 8 * 1_024 * 1_024;

/** As a server uses it: everything as configured by default. */
export async function createJournal(directory: string): Promise<Recorder> {
  const journal = await startJournal(directory);
  return {
    record: (event) => {
      journal.record(event);
    },
    isBehind: () => journal.status().queuedBytes > BEHIND_BYTES,
    flush: async () => {
      while (journal.status().queuedBytes > 0) await setTimeout(1);
    },
    close: async () => {
      const { ledger, lastError } = journal.status();
      if (ledger.written !== ledger.emitted || lastError !== undefined) {
        throw new Error(`The journal lost events: ${JSON.stringify({ ledger, lastError })}`);
      }
      const finalized = await journal.finalize({ summary: 'bench' });
      if (!finalized.ok) throw finalized.error;
    },
    path: journal.status().eventLog,
  };
}
