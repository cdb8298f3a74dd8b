import * as z from 'zod/mini';
import { JournalSearchError, quote } from '../errors.js';
import { hashOf } from '../hash-of.js';
import type { HitKey } from './hit-key.js';

/** Where a page ended. */
export interface Position {
  key: HitKey;
  /** Of an order by rank: that of the last log; absent once events have begun. */
  score?: number;
  /** To what `7d` in the query is relative, epoch milliseconds. */
  now: number;
}

/** What a cursor is for. */
export interface CursorScope {
  text: string;
  order: string;
  kinds: readonly string[];
}

const VERSION = 1;
const cursorSchema = z.tuple([
  z.literal(VERSION),
  z.string(),
  z.number(),
  z.number(),
  z.string(),
  z.number(),
  z.nullable(z.number()),
]);

export function formatCursor({ key, score, now }: Position, scope: CursorScope): string {
  const fields = [VERSION, hashOfScope(scope), now, key.at, key.fileName, key.place, score ?? null];
  return Buffer.from(JSON.stringify(fields)).toString('base64url');
}

/** @throws {JOURNAL_SEARCH_CURSOR_INVALID} */
export function parseCursor(cursor: string, scope: CursorScope): Position {
  const [, hash, now, at, fileName, place, score] = readFields(cursor);
  if (hash !== hashOfScope(scope)) throw invalid(cursor, 'it belongs to another query');
  const key = { at, fileName, place };
  return score === null ? { key, now } : { key, now, score };
}

function readFields(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (error) {
    throw invalid(cursor, 'it is none', { cause: error });
  }
}

function hashOfScope({ text, order, kinds }: CursorScope): string {
  return hashOf([text, order, [...kinds].sort()]);
}

function invalid(cursor: string, problem: string, options?: ErrorOptions): JournalSearchError {
  return new JournalSearchError(
    'JOURNAL_SEARCH_CURSOR_INVALID',
    `Cannot go on from the cursor ${quote(cursor)}: ${problem}. Pass \`next\` of the page before with the same query, or leave it out.`,
    { cursor: cursor.slice(0, 200) },
    options,
  );
}
