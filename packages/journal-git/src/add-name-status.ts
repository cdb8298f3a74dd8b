import type { ChangeSet } from './change-set.js';
import { splitFields } from './split-fields.js';

/**
 * Add the output of `git diff --name-status -z` to a set of changes.
 *
 * Source: git-diff(1), "Raw output format" and `-z`.
 */
export function addNameStatus(changes: ChangeSet, output: Uint8Array | string): void {
  const fields = splitFields(output).values();
  for (const status of fields) {
    const path = fields.next().value;
    const kind = status.charAt(0);
    // Renames and copies have two paths.
    const to = kind === 'R' || kind === 'C' ? fields.next().value : path;
    if (path === undefined || to === undefined) return;
    if (kind === 'R') changes.rename(path, to);
    else if (kind === 'A' || kind === 'C') changes.create(to);
    else if (kind === 'D') changes.delete(to);
    else changes.modify(to);
  }
}
