import { readFileSync } from 'node:fs';
import { createRuntimeJournal, type RuntimeJournal } from '@opta/journal-runtime';
import fc from 'fast-check';
import { HOSTILE_VALUES } from '../hostile-values.js';
import { journalConfig } from '../journal-config.js';
import { openStore } from '../open-store.js';
import type { Property } from '../property.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const SEED = 20_260_301;
const STARTED_AT = Date.parse('2026-03-01T00:00:00Z');

/** What an event may take, and what stands around it in a line. */
const MAX_LINE_BYTES = 65_536 + 1_024;

/** So many that the lines that wait stay below what memory may hold of them. */
const BATCH = 100;

/** Each eleventh is given as the event itself. */
const BARE_EVERY = 11;

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
  maxDepth: 3,
});

export const values: Property = {
  name: 'values',
  promise:
    'Whatever value an event carries gives one line of bounded JSON or one count, changes nothing of it, and never throws',
  shortRounds: 5_000,
  longRounds: 100_000,
  async run(rounds) {
    return withTemporaryFolder('values', async (folder) => {
      const failures: Error[] = [];
      const journal = createRuntimeJournal(
        { ...journalConfig(openStore(folder)), excludeEvents: [] },
        { environment: {}, onError: (error) => failures.push(error) },
      );
      await journal.start({ startedAt: STARTED_AT });
      const taken = new Set<number>();
      const hostile = await recordHostile(journal, taken);
      const random = await recordRandom(journal, taken, rounds);
      const { eventLog } = journal.status();
      const finalized = await journal.finalize();
      if (!finalized.ok) throw finalized.error;
      if (failures[0] !== undefined) throw failures[0];
      const { longest } = checkLines(eventLog as string, taken);
      checkLedger(journal, hostile + random, taken.size);
      return { hostile, random, lines: taken.size, counted: hostile + random - taken.size, longest };
    });
  },
};

/** @returns how many events there were */
async function recordHostile(journal: RuntimeJournal, taken: Set<number>): Promise<number> {
  let count = 0;
  for (const { name, make } of HOSTILE_VALUES) {
    const time = STARTED_AT + count;
    try {
      const value = make();
      if (journal.record({ type: 'hostile', data: value, time })) taken.add(time);
      // None of them is an event.
      if (journal.record(value as never)) throw new Error('it was taken for an event');
    } catch (cause) {
      throw new Error(`${name}: ${(cause as Error).message}`, { cause });
    }
    count += 2;
    await flushed(journal);
  }
  return count;
}

/** @returns how many events there were */
async function recordRandom(journal: RuntimeJournal, taken: Set<number>, rounds: number): Promise<number> {
  const from = STARTED_AT + 1_000_000;
  let index = 0;
  for (const value of fc.sample(anything, { numRuns: rounds, seed: SEED })) {
    const before = fc.stringify(value);
    const time = from + index;
    if (index % BARE_EVERY === 0) {
      if (journal.record(value as never)) throw new Error(`${before} was taken for an event`);
    } else if (journal.record({ type: 'random', data: value, time })) {
      taken.add(time);
    }
    if (fc.stringify(value) !== before) throw new Error(`${before} became ${fc.stringify(value)}`);
    index += 1;
    if (index % BATCH === 0) await flushed(journal);
  }
  return index;
}

async function flushed(journal: RuntimeJournal): Promise<void> {
  while (journal.status().queuedBytes > 0) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Each line is one record of valid JSON in valid UTF-8, and every event that was taken has exactly one. */
function checkLines(eventLog: string, taken: ReadonlySet<number>): { longest: number } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const bytes = readFileSync(eventLog);
  const missing = new Set(taken);
  let longest = 0;
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from);
    if (end < 0) throw new Error(`the last line of ${eventLog} has no end`);
    const { event_type: type, timestamp_unix: seconds } = JSON.parse(
      decoder.decode(bytes.subarray(from, end)),
    );
    longest = Math.max(longest, end - from);
    from = end + 1;
    if (type.startsWith('journal_')) continue;
    if (!missing.delete(Math.round(seconds * 1_000))) throw new Error(`a line of ${seconds} is too many`);
  }
  if (missing.size > 0) throw new Error(`${missing.size} events were taken and have no line`);
  if (longest > MAX_LINE_BYTES) throw new Error(`a line has ${longest} bytes`);
  return { longest };
}

function checkLedger(journal: RuntimeJournal, emitted: number, written: number): void {
  const { ledger } = journal.status();
  const sum = ledger.written + ledger.skipped + ledger.refused + ledger.dropped;
  if (ledger.emitted !== emitted || ledger.written !== written || sum !== emitted || ledger.dropped > 0) {
    throw new Error(`of ${emitted} events ${written} have a line: ${JSON.stringify(ledger)}`);
  }
}
