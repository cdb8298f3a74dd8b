import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createRuntimeJournal } from '@opta/journal-runtime';
import type { JournalStore } from '@opta/journal-store';
import { createSeededRandom } from 'test-kit';
import { cut, type Damage, flipBit, type Sample, withSample, zeroSector } from '../damage-sample.js';
import { assertSameFiles, hashFiles } from '../file-hashes.js';
import { eventData } from '../hosts/event-data.js';
import { journalConfig } from '../journal-config.js';
import { openStore } from '../open-store.js';
import type { Property } from '../property.js';
import { recoverAll } from '../recover-all.js';
import { readOnlySessionLogOf } from '../session-logs.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const OPTIONS = { device: 'studio', timeZone: 'UTC', includeForeign: true };
const NEW_EVENTS = 20;

/** Where the number of a record stands in its line. */
const SEQUENCE_OFFSET = '{"seq":'.length;

/** So long ago that nobody takes the damaged log for one that is still written. */
const TWO_DAYS_AGO = new Date(Date.now() - 2 * 86_400_000);

export const afterDamage: Property = {
  name: 'after-damage',
  promise:
    'Beside a damaged log a new runtime works, and the damaged one gets one session log with what is left of it',
  // Of each kind of damage.
  shortRounds: 6,
  longRounds: 200,
  async run(rounds) {
    return withSample(async (sample) => {
      const random = createSeededRandom(rounds);
      for (let round = 0; round < rounds; round += 1) {
        const at = chooseByte(sample, round, random);
        const bit = Math.floor(random() * 8);
        for (const damage of [cut(sample, at), flipBit(sample, at, bit), zeroSector(sample, at)]) {
          await withTemporaryFolder('after-damage', (folder) => checkFolder(folder, sample, damage));
        }
      }
      const damaged = 3 * rounds;
      return { cuts: rounds, flips: rounds, sectors: rounds, newRuntimes: damaged, sessionLogs: 2 * damaged };
    });
  },
};

/** In turn in the first line, which says whose log it is, in the number of a record, and anywhere. */
function chooseByte({ bytes, lines }: Sample, round: number, random: () => number): number {
  const any = Math.floor(random() * bytes.length);
  const [first] = lines;
  if (round % 3 === 0 && first !== undefined) return any % first.to;
  const line = lines.find(({ to }) => to > any);
  return round % 3 === 1 && line !== undefined ? line.from + SEQUENCE_OFFSET : any;
}

async function checkFolder(folder: string, sample: Sample, damage: Damage): Promise<void> {
  const store = openStore(folder);
  mkdirSync(store.sessionLogsDir);
  const path = join(store.sessionLogsDir, sample.name);
  writeFileSync(path, damage.bytes);
  utimesSync(path, TWO_DAYS_AGO, TWO_DAYS_AGO);
  try {
    await runBeside(store);
    await recoverAll(store, OPTIONS);
    await checkCounts(store, sample, damage);
    const before = hashFiles(folder);
    await recoverAll(store, OPTIONS);
    assertSameFiles(before, hashFiles(folder), 'a second recovery');
  } catch (cause) {
    throw new Error(`${damage.what}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** A whole session in the same folder; what it recorded must be there. */
async function runBeside(store: JournalStore): Promise<void> {
  const config = { ...journalConfig(store), retentionMode: 'off' } as const;
  const journal = createRuntimeJournal(config, { environment: {} });
  const started = await journal.start();
  if (!started.ok) throw started.error;
  for (let index = 1; index <= NEW_EVENTS; index += 1) {
    journal.record({ type: 'probe', data: eventData(index) });
  }
  await journal.recovery;
  const finalized = await journal.finalize();
  if (!finalized.ok) throw finalized.error;

  const eventLog = basename(started.eventLog ?? '');
  const data: unknown[] = [];
  for await (const record of store.readEvents(eventLog, { types: ['probe'] })) {
    if (record.kind === 'record') data.push(record.data);
  }
  const expected = Array.from({ length: NEW_EVENTS }, (_, index) => eventData(index + 1));
  if (!isDeepStrictEqual(data, expected))
    throw new Error(`the new runtime's events are not those it recorded`);
  const told = countTold(store, eventLog);
  if (told !== NEW_EVENTS) throw new Error(`the new session log tells of ${told} events`);
}

/** The session log tells of every intact event, and of none that cannot be read. */
async function checkCounts(store: JournalStore, { name, lines }: Sample, damage: Damage): Promise<void> {
  const intact = lines.slice(1).filter((line) => damage.isIntact(line)).length;
  let given = 0;
  for await (const record of store.readEvents(name)) {
    if (record.kind === 'record' && !record.eventType.startsWith('journal_')) given += 1;
  }
  const told = countTold(store, name);
  if (told < intact || told > given) {
    throw new Error(`the session log tells of ${told} events, ${intact} are intact and ${given} can be read`);
  }
}

function countTold(store: JournalStore, eventLog: string): number {
  const { eventCounts = [] } = readOnlySessionLogOf(store.sessionLogsDir, eventLog);
  return eventCounts.reduce((sum, { count }) => sum + count, 0);
}
