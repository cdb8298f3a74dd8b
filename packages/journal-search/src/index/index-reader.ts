import { copyFileSync, linkSync, rmSync } from 'node:fs';
import type { Database } from 'node-sqlite3-wasm';
import { ROW_BATCH } from '../constants.js';
import { isGone, statIfThere } from '../folders/list-folder.js';
import type { Facts } from '../query/match-facts.js';
import type { Query } from '../query/query.js';
import type { Term } from '../tokens/match-term.js';
import { identityOf } from './file-identity.js';
import { readLabel } from './index-label.js';
import { toMatch, toTermMatch } from './match-expression.js';
import { privateName, removePrivate } from './private-files.js';
import { isSealed } from './seal.js';
import { firstIdOf, openForReading, readStamps } from './tables.js';

/** A log as the index knows it. */
export interface IndexRow {
  id: bigint;
  fileName: string;
  stamp: string;
  /** Epoch milliseconds of its begin. */
  at: number;
  /** What filters look at. */
  readFacts: () => Facts;
}

const COLUMNS = 'id, name, stamp, at, facts';

/** The content of the index cannot be used. */
export class IndexDamage extends Error {}

/** What a rank is reckoned from. */
export interface IndexFigures {
  logs: number;
  /** Tokens of a log on average. */
  averageTokens: number;
}

/** One generation of the index. It is ours as long as it is open, whatever happens to the file under its name. */
export class IndexReader {
  /** Of the file that was opened. */
  readonly identity: string;
  /** What `digestLogs` gives for the logs that it has; empty where that is not known. */
  readonly digest: string;
  readonly #database: Database;
  #stamps: ReadonlyMap<string, string> | undefined;

  private constructor(database: Database, file: { identity: string; digest: string }) {
    this.#database = database;
    this.identity = file.identity;
    this.digest = file.digest;
  }

  /**
   * @returns undefined where there is no index
   * @throws {IndexDamage} when it is not as it was written
   */
  static open(path: string): IndexReader | undefined {
    const own = privateName(path, 'read');
    try {
      if (!takeFile(path, own)) return undefined;
      const identity = identityOf(own);
      if (identity === undefined || !isSealed(own))
        throw new IndexDamage('the file is not as it was written');
      return new IndexReader(openDatabase(own), { identity, digest: readLabel(own)?.logs ?? '' });
    } finally {
      removePrivate(own);
    }
  }

  /** Stamps of all logs, by name. */
  get stamps(): ReadonlyMap<string, string> {
    this.#stamps ??= orDamage(() => readStamps(this.#database));
    return this.#stamps;
  }

  /** Logs that may match, newest first; none that begins in a later second than `until`. */
  *candidates(query: Query, until: number): Generator<IndexRow> {
    let below = Number.isFinite(until) ? firstIdOf(until + 1000) : undefined;
    for (;;) {
      const rows = this.#batch(toMatch(query), below);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROW_BATCH) return;
      below = last.id;
    }
  }

  /** Every log that may match, with its bm25: the greater the better. */
  ranked(query: Query): { row: IndexRow; score: number }[] {
    const match = toMatch(query);
    const rows =
      match === undefined
        ? this.#all(`SELECT ${COLUMNS}, 0.0 AS score FROM logs`, [])
        : this.#all(
            `SELECT ${COLUMNS}, -bm25(words) AS score
             FROM words JOIN logs ON logs.id = words.rowid WHERE words MATCH ?`,
            [match],
          );
    return rows.map((row) => ({ row: toRow(row), score: row.score as number }));
  }

  figures(): IndexFigures {
    const [row] = this.#all('SELECT count(*) AS logs, avg(tokens) AS average FROM logs', []);
    return { logs: (row?.logs as number) ?? 0, averageTokens: (row?.average as number | null) ?? 0 };
  }

  /** In how many logs a term occurs. */
  frequency(term: Term): number {
    const [row] = this.#all('SELECT count(*) AS logs FROM words WHERE words MATCH ?', [toTermMatch(term)]);
    return (row?.logs as number) ?? 0;
  }

  close(): void {
    this.#database.close();
  }

  #batch(match: string | undefined, below: bigint | undefined): IndexRow[] {
    const limits = below === undefined ? [] : [below];
    if (match === undefined) {
      const where = below === undefined ? '' : 'WHERE id < ?';
      const sql = `SELECT ${COLUMNS} FROM logs ${where} ORDER BY id DESC LIMIT ${ROW_BATCH}`;
      return this.#all(sql, limits).map(toRow);
    }
    const where = below === undefined ? '' : 'AND words.rowid < ?';
    const sql = `SELECT ${COLUMNS} FROM words JOIN logs ON logs.id = words.rowid
      WHERE words MATCH ? ${where} ORDER BY words.rowid DESC LIMIT ${ROW_BATCH}`;
    return this.#all(sql, [match, ...limits]).map(toRow);
  }

  #all(sql: string, values: (string | bigint)[]): Record<string, unknown>[] {
    return orDamage(() => this.#database.all(sql, values) as Record<string, unknown>[]);
  }
}

function orDamage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new IndexDamage(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function toRow({ id, name, stamp, at, facts }: Record<string, unknown>): IndexRow {
  return {
    id: BigInt(id as number | bigint),
    fileName: name as string,
    stamp: stamp as string,
    at: at as number,
    readFacts: () => JSON.parse(facts as string) as Facts,
  };
}

/** @returns whether there was a file */
function takeFile(from: string, to: string): boolean {
  if (statIfThere(from)?.isFile() === false) throw new IndexDamage('something else has its name');
  try {
    try {
      linkSync(from, to);
    } catch (error) {
      if (isGone(error)) throw error;
      // Without hard links, a copy does as well.
      copyFileSync(from, to);
    }
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

function openDatabase(path: string): Database {
  let database: Database;
  try {
    database = openForReading(path);
  } catch (error) {
    throw new IndexDamage('the file is no database', { cause: error });
  }
  try {
    database.get('SELECT count(*) FROM logs');
    return database;
  } catch (error) {
    database.close();
    throw new IndexDamage('the file has other tables', { cause: error });
  }
}

/** Throws an index away, unless it was replaced meanwhile. */
export function discardIndex(path: string, identity: string | undefined): void {
  if (identity === undefined || identityOf(path) === identity) rmSync(path, { recursive: true, force: true });
}
