// A server whose disk fills up while it journals, and which then ends. Arguments: folder, way to end, events before
// and after the disk is full. It prints how many events it emitted.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createRuntimeJournal } from '@opta/journal-runtime';
import { fillDisk } from '../fill-disk.js';

const [disk = '', way = '', before = '0', after = '0'] = process.argv.slice(2);
const journal = createRuntimeJournal(
  {
    sessionLogsDir: join(disk, 'sessions'),
    updateLogsDir: join(disk, 'updates'),
    timezone: 'UTC',
    device: 'studio',
    author: 'ann',
    flushIntervalMs: 20,
  },
  { environment: {}, handleSignals: way !== 'finalize', onError: () => undefined },
);
await journal.start({ model: 'fault-test' });
record(Number(before));
if (Number(before) % 2 === 0) await untilWritten();
fillDisk(join(disk, 'ballast'));
record(Number(after));
// In some rounds the disk has refused before the end, in others it has not been asked.
if (Number(after) % 2 === 0) await new Promise((resolve) => setTimeout(resolve, 100));

if (way === 'exit') process.exit(0);
if (way === 'throw') throw new RangeError('the model does not fit');
if (way === 'signal') process.kill(process.pid, 'SIGTERM');
if (way === 'finalize') {
  const finalized = await journal.finalize();
  if (!finalized.ok) writeSync(2, `${finalized.error.message}\n`);
  process.exit(0);
}
setInterval(() => undefined, 60_000);

function record(count: number): void {
  for (let index = 0; index < count; index += 1) {
    journal.record({
      type: index % 7 === 0 ? 'model_loaded' : 'probe',
      data: { model_id: `m${index % 5}`, index },
    });
  }
}

async function untilWritten(): Promise<void> {
  while (journal.status().queuedBytes > 0) await new Promise((resolve) => setImmediate(resolve));
}
