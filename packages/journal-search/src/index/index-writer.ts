import type { Database, JSValue, Statement } from 'node-sqlite3-wasm';
import { listTokens, type SearchDocument } from '../documents/document.js';
import { encodeToken } from '../tokens/encode-token.js';
import { firstIdOf, IDS_PER_SECOND, openForWriting } from './tables.js';

const STATEMENTS = {
  find: 'SELECT id FROM logs WHERE name = ?',
  lastId: 'SELECT max(id) AS id FROM logs WHERE id >= ? AND id < ?',
  addLog: 'INSERT INTO logs (id, name, stamp, at, facts, tokens) VALUES (?, ?, ?, ?, ?, ?)',
  addWords: 'INSERT INTO words (rowid, text) VALUES (?, ?)',
  removeLog: 'DELETE FROM logs WHERE id = ?',
  removeWords: 'DELETE FROM words WHERE rowid = ?',
} as const;

type StatementName = keyof typeof STATEMENTS;

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
    const rows = this.#database.all('SELECT name, stamp FROM logs');
    return new Map(rows.map(({ name, stamp }) => [name as string, stamp as string]));
  }

  /** @param stamp - of the file as it was read; empty if it may have changed since without a sign */
  add(fileName: string, stamp: string, document: SearchDocument): void {
    const tokens = listTokens(document);
    const { at } = document.facts;
    const id = this.#freeId(at);
    this.#run('addLog', [id, fileName, stamp, at, JSON.stringify(document.facts), tokens.length]);
    this.#run('addWords', [id, tokens.map(encodeToken).join(' ')]);
  }

  remove(fileName: string): void {
    const id = this.#id('find', [fileName]);
    if (id === undefined) return;
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

  #freeId(at: number): bigint {
    const first = firstIdOf(at);
    const last = this.#id('lastId', [first, first + IDS_PER_SECOND]);
    return last === undefined ? first : last + 1n;
  }

  #id(name: StatementName, values: JSValue[]): bigint | undefined {
    const id = this.#statement(name).get(values)?.id as number | bigint | null | undefined;
    return id === null || id === undefined ? undefined : BigInt(id);
  }

  #run(name: StatementName, values: JSValue[]): void {
    this.#statement(name).run(values);
  }

  #statement(name: StatementName): Statement {
    const known = this.#statements.get(name) ?? this.#database.prepare(STATEMENTS[name]);
    this.#statements.set(name, known);
    return known;
  }
}
