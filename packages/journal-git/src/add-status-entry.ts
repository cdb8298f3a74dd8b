import type { ChangeSet } from './change-set.js';
import type { StatusEntry } from './read-status-entries.js';

/** From the commit that is checked out to the index. */
export function addIndexChange(changes: ChangeSet, entry: StatusEntry): void {
  if (entry.kind !== 'tracked') return;
  if (entry.index === 'R' && entry.from !== undefined) changes.rename(entry.from, entry.path);
  else if (entry.index === 'A' || entry.index === 'C') changes.create(entry.path);
  else if (entry.index === 'D') changes.delete(entry.path);
  else if (entry.index !== '.') changes.modify(entry.path);
}

/** From the index to the work tree. */
export function addWorkTreeChange(changes: ChangeSet, entry: StatusEntry): void {
  if (entry.kind === 'untracked') changes.create(entry.path);
  else if (entry.kind === 'conflict') addConflict(changes, entry.path, entry.sides);
  else if (entry.workTree === 'R' && entry.from !== undefined) changes.rename(entry.from, entry.path);
  else if (entry.workTree === 'A' || entry.workTree === 'C') changes.create(entry.path);
  else if (entry.workTree === 'D') changes.delete(entry.path);
  else if (entry.workTree !== '.') changes.modify(entry.path);
}

/** D: deleted by both sides. A with U: added by one side only. All else is a file in conflict. */
function addConflict(changes: ChangeSet, path: string, sides: string): void {
  if (sides === 'DD') changes.delete(path);
  else if (sides === 'AU' || sides === 'UA') changes.create(path);
  else changes.modify(path);
}
