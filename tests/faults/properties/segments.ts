import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createRuntimeJournal } from '@opta/journal-runtime';
import type { JournalStore } from '@opta/journal-store';
import { createFaultFileSystem, createSeededRandom } from 'test-kit';
import { journalConfig } from '../journal-config.js';
import { openStore } from '../open-store.js';
import type { Property } from '../property.js';
import { readOnlySessionLogOf } from '../session-logs.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const DAY_MS = 86_400_000;
const SEGMENTS = 5;

/** The smallest size at which an event log may be cut. */
const SEGMENT_BYTES = 65_536;

/** Far more than five segments hold. */
const MOST_EVENTS = 5_000;

export const segments: Property = {
  name: 'segments',
  promise: 'A runtime that is cut by size and by a failed sync is one session in every log, list and archive',
  shortRounds: 2,
  longRounds: 100,
  async run(rounds) {
    const random = createSeededRandom(rounds);
    let events = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const textLength = 500 + Math.floor(random() * 1_000);
      events += await withTemporaryFolder('segments', (folder) => runOnce(openStore(folder), textLength));
    }
    return { runtimes: rounds, segments: rounds * SEGMENTS, failedSyncs: rounds, events, sessions: rounds };
  },
};

/** @returns how many events there were */
async function runOnce(store: JournalStore, textLength: number): Promise<number> {
  const { eventLog, events } = await writeSegments(store, textLength);
  const told = readOnlySessionLogOf(store.sessionLogsDir, eventLog).eventCounts;
  if (told?.length !== 1 || told[0]?.count !== events) {
    throw new Error(`the session log tells of ${JSON.stringify(told)}, there were ${events} probes`);
  }
  await checkOneSession(store, eventLog, events, 'live');

  const plan = await store.planRetention({ device: 'studio', retentionDays: 30 });
  if (plan.units.length !== 1 || plan.units[0]?.files.length !== SEGMENTS + 1) {
    throw new Error(
      `retention sees ${plan.units.map(({ files }) => files.length)} files and not one session`,
    );
  }
  await store.acceptRetention(plan);
  await store.applyRetention(plan);
  await checkOneSession(store, eventLog, events, 'archived');
  return events;
}

/** A runtime of 40 days ago. Three cuts by size and one by a failed sync make five segments. */
async function writeSegments(
  store: JournalStore,
  textLength: number,
): Promise<{ eventLog: string; events: number }> {
  const startedAt = Date.now() - 40 * DAY_MS;
  const fileSystem = createFaultFileSystem(nodeFileSystem);
  const journal = createRuntimeJournal(
    {
      ...journalConfig(store),
      maxEventLogBytes: SEGMENT_BYTES,
      flushIntervalMs: 5,
      retentionMode: 'off',
    },
    { environment: {}, fileSystem, clock: () => startedAt, onError: () => undefined },
  );
  await journal.start({ startedAt });
  let events = 0;
  const recordUntil = async (count: number): Promise<void> => {
    while (countSegments(store) < count) {
      if (events > MOST_EVENTS) throw new Error(`${events} events made ${countSegments(store)} segments`);
      for (let burst = 0; burst < 10; burst += 1, events += 1) {
        journal.record({ type: 'probe', data: { index: events, text: 'x'.repeat(textLength) } });
      }
      do await new Promise((resolve) => setTimeout(resolve, 5));
      while (journal.status().queuedBytes > 0);
    }
  };
  await recordUntil(SEGMENTS - 1);
  fileSystem.plan = ({ name }) => {
    if (name !== 'fdatasync') return undefined;
    fileSystem.plan = () => undefined;
    return { errno: 'EIO' };
  };
  await recordUntil(SEGMENTS);
  const finalized = await journal.finalize();
  if (!finalized.ok) throw finalized.error;
  return { eventLog: basename(journal.status().eventLog as string), events };
}

function countSegments({ sessionLogsDir }: JournalStore): number {
  return readdirSync(sessionLogsDir).filter((name) => name.endsWith('.jsonl')).length;
}

/** In the listing it is one session with one event log, and whoever reads that gets every record once, in order. */
async function checkOneSession(
  store: JournalStore,
  eventLog: string,
  events: number,
  where: string,
): Promise<void> {
  const { entries } = await store.listSessionLogs({ includeEventLogs: true });
  const kinds = entries.map(
    ({ kind, archived }) => `${kind} ${archived === undefined ? 'live' : 'archived'}`,
  );
  if (kinds.sort().join() !== `events ${where},session ${where}`) throw new Error(`listed are ${kinds}`);
  let sequence = 0;
  const counts: Record<string, number> = {};
  for await (const record of store.readEvents(eventLog)) {
    if (record.kind !== 'record') throw new Error(`damage in ${where} logs: ${record.reason}`);
    sequence += 1;
    if (record.seq !== sequence) throw new Error(`record ${record.seq} comes where ${sequence} was expected`);
    counts[record.eventType] = (counts[record.eventType] ?? 0) + 1;
  }
  const { probe, journal_gap: gaps } = counts;
  if (probe !== events) throw new Error(`${probe} of ${events} events are read from ${where} logs`);
  if (gaps !== 1) throw new Error(`${gaps} gaps are told where one sync failed`);
}
