// Appends events and publishes logs as fast as the disk takes them, and prints one line for each that is acknowledged,
// with the time of that.
// Arguments: folder, durable|buffered, milliseconds between two syncs.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createJournalStore } from '@opta/journal-store';
import { eventData } from './event-data.js';
import { journalStart } from './journal-start.js';

const [folder = '', durability = '', flushIntervalMs = ''] = process.argv.slice(2);
const store = createJournalStore({
  sessionLogsDir: join(folder, 'sessions'),
  updateLogsDir: join(folder, 'updates'),
  timeZone: 'UTC',
});
await store.prepare();
const log = await store.openEventLog({
  start: journalStart('power'),
  durability: durability as 'durable' | 'buffered',
  flushIntervalMs: Number(flushIntervalMs),
  maxEventLogBytes: 262_144,
});
say(`log ${log.fileName}`);
let count = 0;

for (let turn = 0; log.stats.lastError === undefined; turn += 1) {
  await Promise.all(Array.from({ length: 1 + (turn % 8) }, () => appendOne()));
  if (turn % 20 === 0) await publishOne(turn);
  if (durability === 'buffered') await new Promise((resolve) => setTimeout(resolve, 1));
}

async function appendOne(): Promise<void> {
  const time = Date.now();
  count += 1;
  const index = count;
  if (await log.append({ type: 'probe', data: JSON.stringify(eventData(index)), time })) {
    say(`event ${index} ${time} ${Date.now()}`);
  }
}

async function publishOne(turn: number): Promise<void> {
  try {
    const published = await store.publishUpdateLog(
      { id: String(turn), date: '2026-02-24', title: `Turn ${turn}`, summary: ['whole '.repeat(turn % 900)] },
      { slug: `turn-${turn}` },
    );
    say(`file ${published.fileName} ${published.size} ${Date.now()}`);
  } catch {
    // The power is gone: nothing is acknowledged any more.
  }
}

/** At once, as the next moment may be the last. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
