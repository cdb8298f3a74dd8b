import sqlite, { type Database } from 'node-sqlite3-wasm';

/**
 * `id` is the time of the log's begin, so that the index gives rows newest first without sorting them. `stamp` is
 * that of the file when it was read; empty where the file may have changed since without a sign. Names are compared with
 * the disk all at once, so they need no index.
 *
 * Words are gathered in 16 MiB before they become a segment, and segments put together by 16: that takes half the time of
 * FTS5's 1 MiB and 4. They are put together bit by bit, since all at once, as FTS5 does from 16 on if nothing else is
 * said, leaves half of the file empty. Pages of 16 KiB, of the file and of the segments, take a twentieth less time than
 * those of 4 KiB: the driver writes each by a call of its own. There is no index of prefixes: it would take as long again
 * as that of the words.
 */
const TABLES = `
CREATE TABLE logs (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, stamp TEXT NOT NULL, at REAL NOT NULL, facts TEXT NOT NULL,
  tokens INTEGER NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, tokenize="ascii tokenchars '_'");
INSERT INTO words (words, rank) VALUES ('hashsize', 16777216);
INSERT INTO words (words, rank) VALUES ('pgsz', 16000);
INSERT INTO words (words, rank) VALUES ('automerge', 16);
INSERT INTO words (words, rank) VALUES ('crisismerge', 64);
`;

/** Ids of one second: more logs than that do not begin in one. */
export const IDS_PER_SECOND = 1_048_576n;

/** Opens a private file to change it: nobody else has it, and a half-made one is thrown away. */
export function openForWriting(path: string, isNew: boolean): Database {
  const database = new sqlite.Database(path);
  try {
    database.exec(
      'PRAGMA page_size=16384; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-16000;',
    );
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

/** Stamps of all logs, by name. */
export function readStamps(database: Database): Map<string, string> {
  const stamps = new Map<string, string>();
  const statement = database.prepare('SELECT name, stamp FROM logs');
  try {
    // Row by row: all at once they would take twice the memory.
    for (const { name, stamp } of statement.iterate()) stamps.set(name as string, stamp as string);
    return stamps;
  } finally {
    statement.finalize();
  }
}

/** The least id of logs that begin in the second of a moment. @param at - epoch milliseconds */
export function firstIdOf(at: number): bigint {
  return BigInt(Math.floor(at / 1000)) * IDS_PER_SECOND;
}

/** The second, since the epoch, in which the log of an id begins. */
export function secondOf(id: bigint): number {
  return Number(id >> 20n);
}
