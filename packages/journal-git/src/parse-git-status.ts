import { addIndexChange, addWorkTreeChange } from './add-status-entry.js';
import { ChangeSet } from './change-set.js';
import type { ChangedFiles } from './changed-files.js';
import { readStatusEntries } from './read-status-entries.js';

/**
 * Read the output of `git status --porcelain=v2 -z`.
 *
 * A file that was added and deleted again counts as neither, a copy as created. Headers, ignored files and
 * lines of an unknown kind are passed over.
 *
 * @param output as bytes or text, fields separated by NUL
 *
 * @example
 * ```ts
 * parseGitStatus('? notes/new file.md\0');
 * // { created: ['notes/new file.md'], modified: [], deleted: [], renamed: [] }
 * ```
 *
 * Source: git-status(1), "Porcelain Format Version 2".
 */
export function parseGitStatus(output: Uint8Array | string): ChangedFiles {
  const entries = [...readStatusEntries(output)];
  const changes = new ChangeSet();
  for (const entry of entries) addIndexChange(changes, entry);
  for (const entry of entries) addWorkTreeChange(changes, entry);
  return changes.toChangedFiles();
}
