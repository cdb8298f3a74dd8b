// A server that journals: emits events for a while, finishes its session and prints what became of them.
// Arguments: folder, how many events, milliseconds between two.
import { EventEmitter } from 'node:events';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createRuntimeJournal } from '@opta/journal-runtime';

const [folder = '', count = '0', pauseMs = '0'] = process.argv.slice(2);
let exceptions = 0;
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
  },
  { environment: {}, onError: ({ code }) => say(`error ${code}`) },
);
await journal.start({ model: 'fault-test' });
journal.bind(bus);
say('ready');
for (let index = 1; index <= Number(count); index += 1) {
  bus.emit('event', {
    type: index % 50 === 0 ? 'probe_failed' : 'probe',
    data: { index, text: 'x'.repeat(index % 300) },
  });
  if (index % 100 === 0) say(`emitted ${index} ${journal.status().state}`);
  if (Number(pauseMs) > 0) await new Promise((resolve) => setTimeout(resolve, Number(pauseMs)));
}
let finalized = await journal.finalize({ summary: 'fault test' });
// A disk that refuses for a moment only must not keep a session from its log.
for (let attempt = 0; attempt < 3 && !finalized.ok; attempt += 1) finalized = await journal.finalize();
const { ledger, sessionLog, eventLog } = journal.status();
say(`end ${JSON.stringify({ ledger, exceptions, sessionLog, eventLog, finalized: finalized.ok })}`);
process.exit(0);

function say(line: string): void {
  writeSync(1, `${line}\n`);
}
