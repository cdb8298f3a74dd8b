import type { Database, JSValue, RunResult, Statement } from 'node-sqlite3-wasm';
import type { IndexText } from './index-text-writer.js';
import { firstIdOf, IDS_PER_SECOND, openForWriting } from './tables.js';

/** Long texts are given as bytes: the driver copies a string character by character, and twice. */
const STATEMENTS = {
  addLog:
    'INSERT OR IGNORE INTO logs (id, name, stamp, at, facts, tokens) VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?)',
  nextId: 'SELECT max(id) + 1 AS id FROM logs WHERE id >= ? AND id < ?',
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
  /** When it begins, epoch milliseconds. */
  at: number;
  /** `Facts` as JSON: of a thousand entries that wait, the collector of garbage then copies texts, not objects. */
  facts: string;
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

  add({ fileName, stamp, at, facts, text, tokens }: IndexEntry): void {
    const values = [fileName, stamp, at, Buffer.from(facts), tokens];
    let id = firstIdOf(at);
    // Mostly no other log begins in that second: to try takes less time than to ask first.
    if (this.#run('addLog', [id, ...values]).changes === 0) {
      id = this.#nextIdFrom(id);
      this.#run('addLog', [id, ...values]);
    }
    this.#run('addWords', [id, text]);
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

  /** @param first - the least id of a second, which is taken */
  #nextIdFrom(first: bigint): bigint {
    const row = this.#statement('nextId').get([first, first + IDS_PER_SECOND]);
    return BigInt(row?.id as number | bigint);
  }

  #run(name: StatementName, values: JSValue[]): RunResult {
    return this.#statement(name).run(values);
  }

  #statement(name: StatementName): Statement {
    const known = this.#statements.get(name);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(STATEMENTS[name]);
    this.#statements.set(name, statement);
    return statement;
  }
}
