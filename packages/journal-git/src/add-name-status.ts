import type { ChangeSet } from './change-set.js';
import { splitFields } from './split-fields.js';

/**
 * Read the output of `git diff --name-status -z -M` into a set of changes.
 *
 * Source: git-diff(1), "Raw output format" and `-z`.
 */
export function addNameStatus(changes: ChangeSet, output: Uint8Array | string): void {
  const fields = splitFields(output);
  for (let index = 0; index < fields.length; index += 2) {
    const status = (fields[index] ?? '').charAt(0);
    const path = fields[index + 1];
    if (path === undefined) return;
    if (status === 'R' || status === 'C') {
      const to = fields[index + 2];
      index += 1;
      if (to === undefined) return;
      if (status === 'R') changes.rename(path, to);
      else changes.add(to, 'created');
    } else {
      changes.add(path, status === 'A' ? 'created' : status === 'D' ? 'deleted' : 'modified');
    }
  }
}
