import { type FSWatcher, watch } from 'node:fs';

/** Names of files that the system reports as changed. Where it cannot report, `isComplete` is false. */
export class FolderWatch {
  readonly #watcher: FSWatcher | undefined;
  #names = new Set<string>();
  #isComplete = false;

  /** @param onChange - told of every change, also while nobody asks */
  constructor(directory: string, onChange: () => void) {
    try {
      this.#watcher = watch(directory, { persistent: false }, (_, name) => {
        if (name === null) this.#isComplete = false;
        else this.#names.add(name);
        onChange();
      });
      this.#isComplete = true;
      this.#watcher.on('error', () => this.close());
    } catch {
      // Missing, or no watches left: comparing finds the changes.
    }
  }

  /** Whether `takeNames` gives every name; false once something was lost. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** The names since the last call. */
  takeNames(): Set<string> {
    const names = this.#names;
    this.#names = new Set();
    return names;
  }

  close(): void {
    this.#isComplete = false;
    this.#watcher?.close();
  }
}
