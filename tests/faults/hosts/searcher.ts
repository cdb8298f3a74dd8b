// Writes session logs, brings the search index up to each, and finds it, until it is killed.
// Arguments: folder, a word of its own.
import { renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openSearch } from '@opta/journal-search';
import { openStore } from '../open-store.js';

const [folder = '', word = ''] = process.argv.slice(2);
const store = openStore(folder);
const search = openSearch(store, { cacheDir: join(folder, 'cache'), timeZone: 'UTC' });
for (let count = 0; ; count += 1) {
  const name = `2026-02-24-13${String(count % 60).padStart(2, '0')}-${word}-x${count}.md`;
  // A log appears whole, as the journal writes it.
  const unfinished = join(store.sessionLogsDir, `.${name}`);
  writeFileSync(unfinished, `# Log\n\n- needle ${word} ${count}\n`);
  renameSync(unfinished, join(store.sessionLogsDir, name));
  await search.refresh();
  const { hits } = await search.search(`"${word} ${count}"`);
  if (hits.length !== 1) throw new Error(`${name} is found ${hits.length} times`);
  if (count === 0) writeSync(1, 'found\n');
}
