import { join } from 'node:path';
import type { HostEvent } from '../benchmarks/record-samples.js';
import type { Recorder } from './recorder.js';

const TABLE = 'CREATE TABLE events (seq INTEGER PRIMARY KEY, type TEXT, time REAL, data TEXT)';
const INSERT = 'INSERT INTO events (type, time, data) VALUES (?, ?, ?)';
/** With a log instead of a journal, synced by checkpoints only: the fast way that keeps a database intact. */
const PRAGMAS = 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL';

/** An insert and a transaction for each event. Node's own SQLite where it has one, else one in WebAssembly. */
export async function createSqlite(directory: string): Promise<Recorder> {
  const path = join(directory, 'events.sqlite');
  const { insert, close } = hasSqlite() ? await openBuiltIn(path) : await openWebAssembly(path);
  return {
    record: ({ event_type, data, timestamp }: HostEvent) =>
      insert(event_type, timestamp, JSON.stringify(data)),
    flush: async () => close(),
  };
}

/** Whether this Node has SQLite without a flag. */
export function hasSqlite(): boolean {
  const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
  return major > 22 || (major === 22 && minor >= 13);
}

/** As a text: what this Node may not have is not looked for before. */
const BUILT_IN: string = 'node:sqlite';

/** The part of it that is used. */
interface BuiltIn {
  DatabaseSync: new (
    path: string,
  ) => {
    exec(sql: string): void;
    prepare(sql: string): { run(...values: unknown[]): unknown };
    close(): void;
  };
}

interface Database {
  insert(type: string, time: number, data: string): void;
  close(): void;
}

async function openBuiltIn(path: string): Promise<Database> {
  const { DatabaseSync } = (await import(BUILT_IN)) as BuiltIn;
  const database = new DatabaseSync(path);
  database.exec(`${PRAGMAS}; ${TABLE}`);
  const statement = database.prepare(INSERT);
  return {
    insert: (...values) => {
      statement.run(...values);
    },
    close: () => database.close(),
  };
}

async function openWebAssembly(path: string): Promise<Database> {
  const { default: sqlite } = await import('node-sqlite3-wasm');
  const database = new sqlite.Database(path);
  for (const pragma of PRAGMAS.split('; ')) database.all(pragma);
  database.exec(TABLE);
  const statement = database.prepare(INSERT);
  return {
    insert: (...values) => {
      statement.run(values);
    },
    close: () => {
      statement.finalize();
      database.close();
    },
  };
}
