import { join } from 'node:path';
import { createRuntimeJournal, type RuntimeJournal } from '@opta/journal-runtime';

/** A journal, everything as configured by default, that has begun its session and looked for what to recover. */
export async function startJournal(directory: string): Promise<RuntimeJournal> {
  const journal = createRuntimeJournal({
    session_logs_dir: join(directory, 'logs'),
    update_logs_dir: join(directory, 'updates'),
    timezone: 'UTC',
    device: 'bench',
  });
  const started = await journal.start({ model: 'bench' });
  if (!started.ok) throw started.error;
  await journal.recovery;
  return journal;
}
