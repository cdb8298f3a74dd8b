// A server that journals: emits events for a while, finishes its session and prints what became of them.
// Arguments: folder, how many events at most, milliseconds between two, bytes of a segment. SIGUSR2 ends it earlier.
import { EventEmitter } from 'node:events';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createRuntimeJournal } from '@opta/journal-runtime';

const [folder = '', count = '0', pauseMs = '0', maxEventLogBytes] = process.argv.slice(2);
let exceptions = 0;
let emitted = 0;
let isEnough = false;
process.once('SIGUSR2', () => {
  isEnough = true;
});
process.on('uncaughtException', () => {
  exceptions += 1;
});
process.on('unhandledRejection', () => {
  exceptions += 1;
});

const bus = new EventEmitter();
const journal = createRuntimeJournal(
  {
    sessionLogsDir: join(folder, 'sessions'),
    updateLogsDir: join(folder, 'updates'),
    timezone: 'UTC',
    device: 'studio',
    author: 'ann',
    flushIntervalMs: 20,
    ...(maxEventLogBytes === undefined ? {} : { maxEventLogBytes: Number(maxEventLogBytes) }),
  },
  { environment: {}, onError: ({ code }) => say(`error ${code}`) },
);
await journal.start({ model: 'fault-test' });
journal.bind(bus);
say('ready');
while (emitted < Number(count) && !isEnough) {
  emitted += 1;
  bus.emit('event', {
    type: emitted % 50 === 0 ? 'probe_failed' : 'probe',
    data: { index: emitted, text: 'x'.repeat(emitted % 300) },
  });
  if (emitted % 100 === 0) say(`emitted ${emitted} ${journal.status().state}`);
  if (Number(pauseMs) > 0) await new Promise((resolve) => setTimeout(resolve, Number(pauseMs)));
}
let finalized = await journal.finalize({ summary: 'fault test' });
// A disk that refuses for a moment only must not keep a session from its log.
for (let attempt = 0; attempt < 3 && !finalized.ok; attempt += 1) finalized = await journal.finalize();
const { ledger, sessionLog, eventLog } = journal.status();
say(`end ${JSON.stringify({ emitted, ledger, exceptions, sessionLog, eventLog, finalized: finalized.ok })}`);
process.exit(0);

function say(line: string): void {
  writeSync(1, `${line}\n`);
}
