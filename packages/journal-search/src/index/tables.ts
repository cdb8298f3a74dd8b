import sqlite, { type Database } from 'node-sqlite3-wasm';

/**
 * `id` is the time of the log's begin, so that the index gives rows newest first without sorting them. `stamp` is
 * that of the file when it was read; empty where the file may have changed since without a sign.
 */
const TABLES = `
CREATE TABLE logs (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, at REAL NOT NULL, facts TEXT NOT NULL,
  tokens INTEGER NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, prefix='1 2', tokenize="ascii tokenchars '_'");
`;

/** Ids of one second: more logs than that do not begin in one. */
export const IDS_PER_SECOND = 1_048_576n;

/** Opens a private file to change it: nobody else has it, and a half-made one is thrown away. */
export function openForWriting(path: string, isNew: boolean): Database {
  const database = new sqlite.Database(path);
  try {
    database.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;');
    if (isNew) database.exec(TABLES);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

export function openForReading(path: string): Database {
  return new sqlite.Database(path, { readOnly: true });
}

/** The least id of logs that begin in the second of a moment. @param at - epoch milliseconds */
export function firstIdOf(at: number): bigint {
  return BigInt(Math.floor(at / 1000)) * IDS_PER_SECOND;
}

/** The second, since the epoch, in which the log of an id begins. */
export function secondOf(id: bigint): number {
  return Number(id >> 20n);
}
