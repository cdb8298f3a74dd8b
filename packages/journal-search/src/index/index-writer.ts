import type { Database, JSValue, RunResult, Statement } from 'node-sqlite3-wasm';
import type { Facts } from '../query/match-facts.js';
import { firstIdOf, IDS_PER_SECOND, openForWriting, readStamps } from './tables.js';
import type { IndexText } from './to-index-text.js';

const STATEMENTS = {
  find: 'SELECT id FROM logs WHERE name = ?',
  addLog: `INSERT INTO logs (id, name, stamp, at, facts, tokens) VALUES (
    coalesce((SELECT max(id) + 1 FROM logs WHERE id >= ?1 AND id < ?2), ?1), ?3, ?4, ?5, ?6, ?7)`,
  addWords: 'INSERT INTO words (rowid, text) VALUES (?, CAST(? AS TEXT))',
  removeLog: 'DELETE FROM logs WHERE id = ?',
  removeWords: 'DELETE FROM words WHERE rowid = ?',
} as const;

type StatementName = keyof typeof STATEMENTS;

/** What the index has of a log. */
export interface IndexEntry extends IndexText {
  fileName: string;
  /** Of the file as it was read; empty if it may have changed since without a sign. */
  stamp: string;
  facts: Facts;
}

/** Changes a private copy of the index, all in one transaction. */
export class IndexWriter {
  readonly #database: Database;
  readonly #statements = new Map<StatementName, Statement>();

  constructor(path: string, isNew: boolean) {
    this.#database = openForWriting(path, isNew);
    this.#database.exec('BEGIN');
  }

  /** Stamps of all logs, by name. */
  stamps(): Map<string, string> {
    return readStamps(this.#database);
  }

  add({ fileName, stamp, facts, text, tokens }: IndexEntry): void {
    const first = firstIdOf(facts.at);
    const { lastInsertRowid } = this.#run('addLog', [
      first,
      first + IDS_PER_SECOND,
      fileName,
      stamp,
      facts.at,
      JSON.stringify(facts),
      tokens,
    ]);
    // As bytes: the driver copies a string character by character, and twice.
    this.#run('addWords', [lastInsertRowid, Buffer.from(text, 'latin1')]);
  }

  remove(fileName: string): void {
    const row = this.#statement('find').get([fileName]);
    if (row === null) return;
    this.#run('removeWords', [row.id as bigint]);
    this.#run('removeLog', [row.id as bigint]);
  }

  commit(): void {
    this.#database.exec('COMMIT');
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.finalize();
    this.#database.close();
  }

  #run(name: StatementName, values: JSValue[]): RunResult {
    return this.#statement(name).run(values);
  }

  #statement(name: StatementName): Statement {
    const known = this.#statements.get(name) ?? this.#database.prepare(STATEMENTS[name]);
    this.#statements.set(name, known);
    return known;
  }
}
