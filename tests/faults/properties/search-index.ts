import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type JournalSearch, openSearch } from '@opta/journal-search';
import { createSeededRandom } from 'test-kit';
import { openStore } from '../open-store.js';
import type { Property } from '../property.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const HOST = join(import.meta.dirname, '../hosts/searcher.ts');
/** Processes that have the same index at a time. */
const AT_ONCE = 2;
/** How long one is at its work at the most. */
const LONGEST_MS = 500;

export const searchIndex: Property = {
  name: 'search-index',
  promise:
    'Whoever is killed while he builds the search index, every search finds everything, and nothing is left',
  shortRounds: 4,
  longRounds: 500,
  run: (kills) => withTemporaryFolder('search-index', (folder) => killSome(folder, kills)),
};

async function killSome(folder: string, kills: number): Promise<Record<string, number>> {
  const store = openStore(folder);
  mkdirSync(store.sessionLogsDir, { recursive: true });
  const cacheDir = join(folder, 'cache');
  const search = openSearch(store, { cacheDir, timeZone: 'UTC' });
  const counts = { kills, searches: 0, byIndex: 0, wrong: 0 };
  try {
    const isOver = new AbortController();
    const searching = searchUntil(isOver.signal, search, store.sessionLogsDir, counts);
    searching.catch(() => undefined);
    const random = createSeededRandom(kills);
    for (let kill = 0; kill < kills; kill += AT_ONCE) {
      const hosts = Array.from({ length: Math.min(AT_ONCE, kills - kill) }, (_, index) =>
        killSoon(startHost(folder, `k${kill + index}`), random() * LONGEST_MS),
      );
      await Promise.all(hosts);
    }
    isOver.abort();
    await searching;
    await search.refresh();
    await checkAnswer(search, store.sessionLogsDir, counts);
  } finally {
    await search.close();
  }
  checkNothingIsLeft(cacheDir);
  if (counts.byIndex === 0) throw new Error(`none of ${counts.searches} searches used the index`);
  return counts;
}

/** The library of the index has a file of its own, so that the host cannot be one bundle. */
function startHost(folder: string, word: string): ChildProcess {
  const loader = import.meta.resolve('tsx');
  const words = ['--conditions=@opta/source', '--import', loader, HOST, folder, word];
  return spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function killSoon(host: ChildProcess, afterMs: number): Promise<void> {
  const ended = once(host, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await Promise.race([once(host.stdout as NodeJS.ReadableStream, 'data'), ended]);
  await sleep(afterMs);
  host.kill('SIGKILL');
  const [code] = await ended;
  if (code !== null) throw new Error(`a host ended by itself with code ${code}`);
}

type Counts = { searches: number; byIndex: number };

async function searchUntil(
  isOver: AbortSignal,
  search: JournalSearch,
  directory: string,
  counts: Counts,
): Promise<void> {
  while (!isOver.aborted) {
    await checkAnswer(search, directory, counts);
    await sleep(5);
  }
}

/** Logs are only added, so what was there before must be found, and nothing else than what is there after. */
async function checkAnswer(search: JournalSearch, directory: string, counts: Counts): Promise<void> {
  const before = logsIn(directory);
  const found = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await search.search('needle', { limit: 100, in: ['session'], ...(cursor && { cursor }) });
    for (const { fileName } of page.hits) found.add(fileName);
    if (page.mode === 'index') counts.byIndex += 1;
    counts.searches += 1;
    cursor = page.next;
  } while (cursor !== undefined);
  const after = new Set(logsIn(directory));
  // What is added between two pages is in front of them.
  const missing = before.find((name) => !found.has(name));
  if (missing !== undefined) throw new Error(`${missing} is not found`);
  const invented = [...found].find((name) => !after.has(name));
  if (invented !== undefined) throw new Error(`${invented} is found, and is not there`);
}

function logsIn(directory: string): string[] {
  return readdirSync(directory).filter((name) => /^2.*\.md$/.test(name));
}

function checkNothingIsLeft(cacheDir: string): void {
  const files = readdirSync(cacheDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(cacheDir, name)).isFile(),
  );
  if (files.length !== 1) throw new Error(`left in the cache folder: ${files.join(', ')}`);
}
