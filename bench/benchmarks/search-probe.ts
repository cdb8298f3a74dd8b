// Run as JavaScript in a process of its own, against the built packages: memory and delays are those of a server that
// searches, not of the tools that run a benchmark. Arguments: folders and cache folder as JSON, what to do.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openSearch } from '@opta/journal-search';
import { createJournalStore } from '@opta/journal-store';
import { largestResidentKiB } from '../largest-resident.js';

export interface SearchPlace {
  sessionLogsDir: string;
  updateLogsDir: string;
  cacheDir: string;
}

/** What a query asks for. */
export interface ProbeQuery {
  text: string;
  in: ('session' | 'update' | 'event')[];
}

export interface ProbeAnswer {
  wallMs: number;
  /** Of the whole process, with its workers. */
  cpuMs: number;
  /** Largest resident set of the process since its program began, in millions of bytes. */
  residentMb: number;
  /** 99th percentile of how late timers of the main thread are. */
  delayP99Ms: number;
  /** Of each query, in their order: milliseconds of each time that it was asked. */
  queryMs: number[][];
}

const [placeJson, action, argument] = process.argv.slice(2) as [string, string, string];
const place: SearchPlace = JSON.parse(placeJson);
const folders = [place.sessionLogsDir, place.updateLogsDir];

const ACTIONS: Record<string, () => Promise<number[][]>> = { build, start, query, insert, stat };

const delays = monitorEventLoopDelay({ resolution: 1 });
const [begin, cpu] = [performance.now(), process.cpuUsage()];
delays.enable();
const queryMs = await (ACTIONS[action] as () => Promise<number[][]>)();
delays.disable();
const { user, system } = process.cpuUsage(cpu);
const answer: ProbeAnswer = {
  wallMs: performance.now() - begin,
  cpuMs: (user + system) / 1_000,
  residentMb: (largestResidentKiB() * 1_024) / 1e6,
  delayP99Ms: delays.percentile(99) / 1e6,
  queryMs,
};
process.stdout.write(JSON.stringify(answer), () => process.exit());

/** Until everything is indexed. */
async function build(): Promise<number[][]> {
  const search = open();
  await search.refresh();
  await search.close();
  return [];
}

/** Until it is known that nothing has changed since the index was built. */
async function start(): Promise<number[][]> {
  await open().refresh();
  return [];
}

/** One stat of every file. */
async function stat(): Promise<number[][]> {
  for (const folder of folders) for (const name of readdirSync(folder)) statSync(join(folder, name));
  return [];
}

async function query(): Promise<number[][]> {
  const { queries, rounds }: { queries: ProbeQuery[]; rounds: number } = JSON.parse(argument);
  const search = open();
  await search.refresh();
  const times: number[][] = queries.map(() => []);
  // The first round only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, { text, in: kinds }] of queries.entries()) {
      const asked = performance.now();
      const page = await search.search(text, { in: kinds });
      if (page.mode !== 'index') throw new Error(`${text} was answered without the index: ${page.notes}`);
      if (round > 0) times[index]?.push(performance.now() - asked);
    }
  }
  await search.close();
  return times;
}

/** The texts of all session and update logs as they are, with the same driver. */
async function insert(): Promise<number[][]> {
  // Only here: a program that searches has it in its workers.
  const { default: sqlite } = await import('node-sqlite3-wasm');
  const database = new sqlite.Database(join(place.cacheDir, 'bare.sqlite'));
  database.exec(
    'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE VIRTUAL TABLE words USING fts5(text); BEGIN',
  );
  const statement = database.prepare('INSERT INTO words (text) VALUES (?)');
  for (const folder of folders) {
    for (const name of readdirSync(folder)) {
      if (name.endsWith('.md')) statement.run([readFileSync(join(folder, name), 'utf8')]);
    }
  }
  database.exec('COMMIT');
  statement.finalize();
  database.close();
  return [];
}

function open() {
  return openSearch(createJournalStore(place), { cacheDir: place.cacheDir, timeZone: 'UTC' });
}
