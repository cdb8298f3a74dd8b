import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recover } from '@opta/journal-recovery';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import { createSeededRandom, spawnScript } from 'test-kit';
import type { Property } from '../property.js';

const HOST = join(import.meta.dirname, '../hosts/full-disk-host.ts');
const WAYS = ['finalize', 'exit', 'signal', 'throw'];
const MOST_EVENTS = 3_000;

interface Ledger {
  emitted: number;
  written: number;
  dropped: number;
}

export const fullDiskEnd: Property = {
  name: 'full-disk-end',
  promise:
    'A session that ends on a full disk has its log at once, the closing record has the same losses, and a recovery makes the same log',
  requirement: { root: true, programs: { mount: 'mount' } },
  shortRounds: WAYS.length,
  longRounds: 25 * WAYS.length,
  async run(rounds) {
    const random = createSeededRandom(rounds);
    const figures = { sessions: 0, events: 0, lost: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const way = WAYS[round % WAYS.length] as string;
      const [before, after] = [some(random()), some(random())];
      const disk = mkdtempSync(join(tmpdir(), 'full-disk-end-'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
      try {
        const { stderr } = await spawnScript(HOST, [disk, way, String(before), String(after)]).ended;
        const ledger = await checkEnd(disk, before + after).catch((cause: Error) => {
          throw new Error(`${way} with ${before} and ${after} events: ${cause.message} ${stderr}`, { cause });
        });
        figures.sessions += 1;
        figures.events += ledger.emitted;
        figures.lost += ledger.dropped;
      } finally {
        execFileSync('umount', [disk]);
        rmSync(disk, { recursive: true });
      }
    }
    return figures;
  },
};

function some(share: number): number {
  return 1 + Math.floor(share * MOST_EVENTS);
}

/** @returns the ledger of the closing record */
async function checkEnd(disk: string, emitted: number): Promise<Ledger> {
  const sessions = join(disk, 'sessions');
  const store = createJournalStore({ sessionLogsDir: sessions, updateLogsDir: join(disk, 'updates') });
  const ledger = await readLedger(store);
  if (ledger.emitted !== emitted) throw new Error(`${ledger.emitted} of ${emitted} events are in the ledger`);
  const names = readdirSync(sessions).filter((name) => /^\d{4}-.*\.md$/.test(name));
  const path = join(sessions, String(names[0]));
  if (names.length !== 1) throw new Error(`there are ${names.length} session logs`);
  const live = readFileSync(path, 'utf8');
  for (const name of [path, join(disk, 'ballast')]) unlinkSync(name);
  await recover(store, { device: 'studio', timeZone: 'UTC' });
  if (readFileSync(path, 'utf8') !== live) throw new Error('the recovered log differs');
  return ledger;
}

/** The ledger of the last line, when it accounts for every event that is there. */
async function readLedger(store: JournalStore): Promise<Ledger> {
  const [entry] = await store.listEventLogs();
  if (entry === undefined) throw new Error('there is no event log');
  let events = 0;
  let ledger: Ledger | undefined;
  for await (const found of store.readEvents(entry)) {
    if (found.kind !== 'record') throw new Error(`damage at byte ${found.byteOffset}: ${found.reason}`);
    if (!found.eventType.startsWith('journal_')) events += 1;
    ledger = (found.data as { ledger?: Ledger }).ledger;
  }
  if (ledger === undefined) throw new Error('the last line is no closing record');
  if (ledger.written !== events)
    throw new Error(`${ledger.written} events count as written, ${events} are there`);
  return ledger;
}
