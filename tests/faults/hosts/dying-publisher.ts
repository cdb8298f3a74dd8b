// Publishes session logs and update logs one after the other until it is killed; names every one before it begins.
// Arguments: folder, name of this process.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createJournalStore } from '@opta/journal-store';

const [folder = '', owner = ''] = process.argv.slice(2);
const store = createJournalStore({
  sessionLogsDir: join(folder, 'sessions'),
  updateLogsDir: join(folder, 'updates'),
  timeZone: 'UTC',
});
writeSync(1, 'ready\n');
for (let turn = 1; ; turn += 1) {
  const notes = Array.from({ length: 200 }, (_, index) => `${owner} ${turn} ${index}`);
  await store.publishSessionLog(
    { date: '2026-02-24', time: '13:56 UTC', device: owner, notes },
    { summary: `turn-${turn}` },
  );
  writeSync(1, `published ${turn}\n`);
}
