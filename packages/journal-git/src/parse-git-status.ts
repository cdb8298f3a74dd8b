import { type Change, ChangeSet } from './change-set.js';
import type { ChangedFiles } from './changed-files.js';
import { splitFields } from './split-fields.js';

/** Columns before the path in lines of each kind, by Git's description of porcelain version 2. */
const COLUMNS_BEFORE_PATH: Record<string, number> = { '1': 8, '2': 9, u: 10, '?': 1 };

/**
 * Read the output of `git status --porcelain=v2 -z`.
 *
 * A file that was added and deleted again counts as neither. Headers, ignored files and lines of an
 * unknown kind are passed over.
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
  const changes = new ChangeSet();
  const fields = splitFields(output);
  for (let index = 0; index < fields.length; index += 1) {
    const line = fields[index] ?? '';
    const kind = line.charAt(0);
    const columns = COLUMNS_BEFORE_PATH[kind];
    if (columns === undefined) continue;
    const path = textAfterColumns(line, columns);
    if (kind === '2') {
      index += 1;
      addRename(changes, line.slice(2, 4), fields[index], path);
    } else if (path !== undefined) {
      const change = changeOf(kind, line.slice(2, 4));
      if (change !== undefined) changes.add(path, change);
    }
  }
  return changes.toChangedFiles();
}

function textAfterColumns(line: string, columns: number): string | undefined {
  let start = 0;
  for (let column = 0; column < columns; column += 1) {
    start = line.indexOf(' ', start) + 1;
    if (start === 0) return undefined;
  }
  return start === line.length ? undefined : line.slice(start);
}

function addRename(
  changes: ChangeSet,
  states: string,
  from: string | undefined,
  to: string | undefined,
): void {
  if (from === undefined || to === undefined) return;
  const copied = states.includes('C');
  if (states.charAt(1) === 'D') {
    if (!copied) changes.add(from, 'deleted');
    return;
  }
  if (copied) changes.add(to, 'created');
  else changes.rename(from, to);
}

function changeOf(kind: string, states: string): Change | undefined {
  if (kind === '?') return 'created';
  if (kind === 'u') return unmergedChange(states);
  const [index, workTree] = states;
  if (index === 'A' && workTree === 'D') return undefined;
  if (index === 'D' || workTree === 'D') return 'deleted';
  return index === 'A' || workTree === 'A' ? 'created' : 'modified';
}

/** D: deleted by both sides. A with U: added by one side only. All else is a file in conflict. */
function unmergedChange(states: string): Change {
  if (states === 'DD') return 'deleted';
  return states === 'AU' || states === 'UA' ? 'created' : 'modified';
}
