import type { ChangedFiles } from './changed-files.js';

type Change = 'created' | 'modified' | 'deleted' | { renamedFrom: string };

/** What becomes of each path when one step after the other is applied. */
export class ChangeSet {
  readonly #changes = new Map<string, Change>();

  create(path: string): void {
    // Gone in an earlier step and there again: the content is what may differ.
    this.#changes.set(path, this.#changes.get(path) === 'deleted' ? 'modified' : 'created');
  }

  modify(path: string): void {
    if (!this.#changes.has(path)) this.#changes.set(path, 'modified');
  }

  delete(path: string): void {
    const earlier = this.#changes.get(path);
    if (earlier === 'created') {
      this.#changes.delete(path);
    } else if (typeof earlier === 'object') {
      this.#changes.delete(path);
      this.#changes.set(earlier.renamedFrom, 'deleted');
    } else {
      this.#changes.set(path, 'deleted');
    }
  }

  rename(from: string, to: string): void {
    this.#changes.set(to, { renamedFrom: from });
  }

  toChangedFiles(): ChangedFiles {
    const changed: ChangedFiles = { created: [], modified: [], deleted: [], renamed: [] };
    for (const [path, change] of [...this.#changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (typeof change === 'object') changed.renamed.push({ from: change.renamedFrom, to: path });
      else changed[change].push(path);
    }
    return changed;
  }
}
