import type { Database, JSValue, RunResult, Statement } from 'node-sqlite3-wasm';
import type { Facts } from '../query/match-facts.js';
import type { IndexText } from './index-text-writer.js';
import { firstIdOf, IDS_PER_SECOND, openForWriting } from './tables.js';

/** Long texts are given as bytes: the driver copies a string character by character, and twice. */
const STATEMENTS = {
  addLog: `INSERT INTO logs (id, name, stamp, at, facts, tokens) VALUES (
    coalesce((SELECT max(id) + 1 FROM logs WHERE id >= ?1 AND id < ?2), ?1), ?3, ?4, ?5, CAST(?6 AS TEXT), ?7)`,
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

/** What tells whether the index has a log as it is. */
export interface IndexedLog {
  id: bigint;
  fileName: string;
  stamp: string;
}

/** Changes a private copy of the index, all in one transaction. */
export class IndexWriter {
  readonly #database: Database;
  readonly #statements = new Map<StatementName, Statement>();

  constructor(path: string, isNew: boolean) {
    this.#database = openForWriting(path, isNew);
    this.#database.exec('BEGIN');
  }

  /** Every log that it has. */
  *rows(): Generator<IndexedLog> {
    const statement = this.#database.prepare('SELECT id, name, stamp FROM logs');
    try {
      for (const { id, name, stamp } of statement.iterate()) {
        yield { id: BigInt(id as number | bigint), fileName: name as string, stamp: stamp as string };
      }
    } finally {
      statement.finalize();
    }
  }

  /** How many logs there are. */
  count(): number {
    return Number(this.#database.get('SELECT count(*) AS logs FROM logs')?.logs);
  }

  add({ fileName, stamp, facts, text, tokens }: IndexEntry): void {
    const first = firstIdOf(facts.at);
    const { lastInsertRowid } = this.#run('addLog', [
      first,
      first + IDS_PER_SECOND,
      fileName,
      stamp,
      facts.at,
      Buffer.from(JSON.stringify(facts)),
      tokens,
    ]);
    this.#run('addWords', [lastInsertRowid, text]);
  }

  remove(id: bigint): void {
    this.#run('removeWords', [id]);
    this.#run('removeLog', [id]);
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
