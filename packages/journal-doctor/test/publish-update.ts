import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileAllocator } from '@opta/journal-ids';
import { updateText } from './log-texts.js';
import { NOW, type TestJournal } from './new-journal.js';

/** An update log as a runtime publishes it. @returns its name */
export async function publishUpdate({ updates }: TestJournal, slug: string, now = NOW): Promise<string> {
  const allocator = createFileAllocator({ directory: updates, clock: () => now, timeZone: 'UTC' });
  const allocation = await allocator.allocate('standard');
  const fileName = `${allocation.id}_${new Date(now).toISOString().slice(0, 10)}_${slug}.md`;
  writeFileSync(join(updates, fileName), updateText({ id: allocation.id, uid: allocation.uid }));
  await allocation.complete(fileName);
  await allocator.close();
  return fileName;
}
