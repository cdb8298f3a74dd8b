// What a program writes that journals a bus of its own.
import { EventEmitter } from 'node:events';
import { createRuntimeJournal } from '@opta/journal-runtime';

const bus = new EventEmitter();
const journal = createRuntimeJournal({
  sessionLogsDir: `${process.cwd()}/logs/sessions`,
  updateLogsDir: `${process.cwd()}/logs/updates`,
  timezone: 'Australia/Sydney',
  device: 'consumer',
});

const started = await journal.start({ model: 'tiny', user: 'tester' });
if (!started.ok) throw started.error;
const unbind = journal.bind(bus);
bus.emit('event', { type: 'model_loaded', data: { model_id: 'tiny', memory_gb: 1.5, duration_sec: 0.2 } });
bus.emit('event', { type: 'request_failed', data: { model_id: 'tiny', error: 'out of memory' } });
unbind();

const update = await journal.writeUpdateLog({
  summary: 'Loaded tiny.',
  title: 'Load tiny',
  category: 'sync',
});
if (!update.ok) throw update.error;
const ended = await journal.finalize({ summary: 'first run' });
if (!ended.ok) throw ended.error;
console.log(JSON.stringify({ session: ended.fileName, update: update.fileName }));
