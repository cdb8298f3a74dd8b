import { MAX_NAME_BYTES } from './constants.js';
import { JournalFsError, quote } from './errors.js';

const FORBIDDEN = /[/\\\0]/;

/**
 * Throws unless the name is one plain name of a file.
 *
 * @throws {JOURNAL_FS_NAME_INVALID}
 */
export function assertFileName(name: string): void {
  const problem = problemOf(name);
  if (problem === undefined) return;
  throw new JournalFsError(
    'JOURNAL_FS_NAME_INVALID',
    `Cannot use ${quote(String(name))} as the name of a file: it ${problem}. Give one plain name without its folder.`,
    { name },
  );
}

function problemOf(name: unknown): string | undefined {
  if (typeof name !== 'string') return 'is no text';
  if (name === '') return 'is empty';
  if (name === '.' || name === '..') return 'means a folder';
  if (FORBIDDEN.test(name)) return 'has a separator or NUL';
  const bytes = Buffer.byteLength(name);
  return bytes > MAX_NAME_BYTES ? `has ${bytes} bytes, more than ${MAX_NAME_BYTES}` : undefined;
}
