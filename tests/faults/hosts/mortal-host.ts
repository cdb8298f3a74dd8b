// A server that journals until it is killed: many events, small segments, recovery of those before it.
// Arguments: folder, milliseconds between two bursts of events.
import { EventEmitter } from 'node:events';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createRuntimeJournal } from '@opta/journal-runtime';

const [folder = '', pauseMs = '2'] = process.argv.slice(2);
writeSync(1, 'starting\n');
const bus = new EventEmitter();
const journal = createRuntimeJournal(
  {
    sessionLogsDir: join(folder, 'sessions'),
    updateLogsDir: join(folder, 'updates'),
    timezone: 'UTC',
    device: 'studio',
    author: 'ann',
    flushIntervalMs: 20,
    maxEventLogBytes: 65_536,
  },
  { environment: {}, handleSignals: true },
);
const started = await journal.start({ model: 'fault-test' });
journal.bind(bus);
if (started.ok) writeSync(1, `session ${started.session} ${started.eventLog}\n`);
void journal.recovery.then(() => writeSync(1, 'recovered\n'));
for (let index = 1; ; index += 1) {
  for (let burst = 0; burst < 20; burst += 1) {
    bus.emit('event', {
      type: `probe_${index % 3}`,
      data: { index, text: 'x'.repeat((index * burst) % 300) },
    });
  }
  await new Promise((resolve) => setTimeout(resolve, Number(pauseMs)));
}
