import type { ChangedFiles, RenamedFile } from './changed-files.js';

export type Change = 'created' | 'modified' | 'deleted';

/** Gathers changes so that each path ends in one list only. */
export class ChangeSet {
  readonly #changes = new Map<string, Change>();
  readonly #renamed = new Map<string, RenamedFile>();

  add(path: string, change: Change): void {
    const earlier = this.#changes.get(path);
    // Taken out of the index and still (or again) there: the content is what may differ.
    const replaced = earlier !== undefined && earlier !== change;
    this.#changes.set(path, replaced ? 'modified' : change);
  }

  rename(from: string, to: string): void {
    this.#renamed.set(to, { from, to });
  }

  toChangedFiles(): ChangedFiles {
    const paths = [...this.#changes].sort(([a], [b]) => (a < b ? -1 : 1));
    const of = (wanted: Change): string[] =>
      paths.filter(([path, change]) => change === wanted && !this.#renamed.has(path)).map(([path]) => path);
    return {
      created: of('created'),
      modified: of('modified'),
      deleted: of('deleted'),
      renamed: [...this.#renamed.values()].sort((a, b) => (a.to < b.to ? -1 : 1)),
    };
  }
}
