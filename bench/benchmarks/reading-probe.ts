// Reads one event log in one way, in a process of its own.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import { largestResidentKiB } from '../largest-resident.js';

export interface ReadingTask {
  action: 'duckdb' | 'readline' | 'countEvents' | 'readEventBatches' | 'readEvents' | 'recover';
  /** The event log. Recovery gets one that is alone in its folder. */
  path: string;
  /** The folder of DuckDB's package. */
  duckdb?: string;
}

export interface ReadingAnswer {
  /** From the first call to the last record; the process had loaded everything before. */
  timeMs: number;
  /** Of all its threads. */
  processorMs: number;
  /** Largest resident set of the process in its whole life. */
  residentMiB: number;
  /** By type; of a recovery, how many sessions it recovered. */
  counts: Record<string, number>;
}

type Counts = Map<string, number>;

const { action, path, duckdb }: ReadingTask = JSON.parse(process.argv[2] as string);
const read = await prepare();
const [begin, processor] = [performance.now(), process.cpuUsage()];
const counts = await read();
const { user, system } = process.cpuUsage(processor);
const answer: ReadingAnswer = {
  timeMs: performance.now() - begin,
  processorMs: (user + system) / 1_000,
  residentMiB: largestResidentKiB() / 1_024,
  counts: Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
};
process.stdout.write(JSON.stringify(answer), () => process.exit());

async function prepare(): Promise<() => Promise<Counts>> {
  if (action === 'duckdb') return prepareDuckdb();
  if (action === 'readline') return countWithReadline;
  const store = createJournalStore({ sessionLogsDir: dirname(path), updateLogsDir: dirname(path) });
  const [entry] = await store.listEventLogs();
  if (entry === undefined) throw new Error(`${path} is no event log`);
  if (action === 'countEvents') return () => store.countEvents(entry.fileName);
  if (action === 'readEventBatches') return () => countBatches(store, entry.fileName);
  if (action === 'readEvents') return () => countRecords(store, entry.fileName);
  // What the others do not need is not in their memory.
  const { recover } = await import('@opta/journal-recovery');
  return async () => {
    // The first line of a generated log names no process.
    const { recovered } = await recover(store, { includeLegacy: true });
    return new Map([['recovered', recovered.length]]);
  };
}

/** Every record is parsed in full. */
async function countRecords(store: JournalStore, fileName: string): Promise<Counts> {
  const found: Counts = new Map();
  for await (const record of store.readEvents(fileName)) {
    if (record.kind === 'record') add(found, record.eventType);
  }
  return found;
}

async function countBatches(store: JournalStore, fileName: string): Promise<Counts> {
  const found: Counts = new Map();
  for await (const batch of store.readEventBatches(fileName)) {
    for (const record of batch) if (record.kind === 'record') add(found, record.eventType);
  }
  return found;
}

/** As plainly as it can be done. */
async function countWithReadline(): Promise<Counts> {
  const found: Counts = new Map();
  for await (const line of createInterface({ input: createReadStream(path) })) {
    add(found, JSON.parse(line).event_type);
  }
  return found;
}

interface Duckdb {
  DuckDBInstance: {
    create(): Promise<{ connect(): Promise<{ runAndReadAll(sql: string): Promise<DuckdbRows> }> }>;
  };
}

interface DuckdbRows {
  getRows(): [type: string, count: number][];
}

/** Told the one column, so that it need not find out which there are, and parses none of the others. */
async function prepareDuckdb(): Promise<() => Promise<Counts>> {
  const { DuckDBInstance } = createRequire(join(duckdb as string, 'package.json'))('.') as Duckdb;
  const connection = await (await DuckDBInstance.create()).connect();
  const source = `read_json('${path}', format = 'newline_delimited', columns = {event_type: 'VARCHAR'})`;
  return async () => {
    const rows = await connection.runAndReadAll(
      `SELECT event_type, count(*)::INTEGER FROM ${source} GROUP BY event_type`,
    );
    return new Map(rows.getRows());
  };
}

function add(found: Counts, type: string): void {
  found.set(type, (found.get(type) ?? 0) + 1);
}
