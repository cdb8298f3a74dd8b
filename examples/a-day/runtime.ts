// One runtime of the server: hears the recorded events as if they happened now, and writes the update
// logs that its operator's actions cause.
// usage: node --import tsx runtime.ts morning|afternoon FOLDER
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRuntimeJournal, type NoteKind, type UpdateLogInput } from '@opta/journal-runtime';
import { DAY, type DayPart } from './day.js';

const [name = '', target = ''] = process.argv.slice(2);
const part = DAY[name] as DayPart;
let now = Date.parse(part.startedAt);

const journal = createRuntimeJournal(
  {
    sessionLogsDir: join(target, '12-Session-Logs'),
    updateLogsDir: join(target, 'updates'),
    device: 'studio',
    author: 'operator',
    timezone: 'Australia/Sydney',
  },
  {
    handleSignals: true,
    clock: () => now,
    monotonicClock: () => now,
    environment: {},
    baseDirectory: target,
  },
);

const started = await journal.start({
  model: 'opta-lmx/0.1.0',
  metadata: { host: '0.0.0.0', port: 1234, safe_mode: false, security_profile: 'lan' },
});
if (!started.ok) throw started.error;

for (const line of readFileSync(join(import.meta.dirname, `recorded/${name}.jsonl`), 'utf8')
  .trim()
  .split('\n')) {
  const event = JSON.parse(line);
  await actUntil(event.timestamp_unix * 1000);
  now = event.timestamp_unix * 1000;
  journal.record(event);
}
await actUntil(Date.parse(part.endedAt));
now = Date.parse(part.endedAt);
if (part.crash !== undefined) {
  setImmediate(() => {
    throw new Error(part.crash);
  });
} else {
  const ended = await journal.finalize({ summary: part.summary });
  if (!ended.ok) throw ended.error;
}

/** What people did up to a time: notes and update logs. */
async function actUntil(time: number): Promise<void> {
  for (
    let next = part.actions[0];
    next !== undefined && Date.parse(next.at) <= time;
    next = part.actions[0]
  ) {
    part.actions.shift();
    now = Date.parse(next.at);
    if ('note' in next) journal.note(...(next.note as [NoteKind, string]));
    else {
      const written = await journal.writeUpdateLog({ ...(next.update as UpdateLogInput), now });
      if (!written.ok) throw written.error;
    }
  }
}
