import { JournalStoreError, quote } from '../errors.js';
import { cursorSchema } from '../schema.js';

/** @param key - the place of the last entry of a page in the order of the listing */
export function formatCursor(key: string): string {
  return Buffer.from(JSON.stringify([1, key])).toString('base64url');
}

/** @throws {JOURNAL_STORE_CURSOR_INVALID} */
export function parseCursor(cursor: string): string {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))[1];
  } catch (error) {
    throw new JournalStoreError(
      'JOURNAL_STORE_CURSOR_INVALID',
      `Cannot go on from the cursor ${quote(cursor)}: this listing has not given it out. Leave it out to begin with the newest.`,
      { cursor: cursor.slice(0, 200) },
      { cause: error },
    );
  }
}
