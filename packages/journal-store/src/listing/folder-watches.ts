import { type FSWatcher, watch } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FileStat, FileSystem } from '@opta/journal-fs';
import { MAX_WATCHED_CHANGES, MAX_WATCHED_FOLDERS } from '../constants.js';
import { reportsChanges } from './reports-changes.js';

interface WatchedFolder {
  watcher: FSWatcher;
  /** As it was before its names were read last. */
  stat: FileStat;
}

/** Knows what has changed in some folders. */
export class FolderWatches {
  readonly #fileSystem: FileSystem;
  readonly #folders = new Map<string, WatchedFolder>();
  #changed = new Set<string>();
  #changesInTurn = 0;
  #areNamesCurrent = true;
  #isComplete = true;

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem;
  }

  /** False once something may have changed without being known: then nothing that was read before counts any more. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Whether there is no other name in any of the folders than when they were added. */
  get areNamesCurrent(): boolean {
    return this.#areNamesCurrent;
  }

  /** How many folders there are. */
  get size(): number {
    return this.#folders.size;
  }

  /** Takes what has changed in files up to now: their names, each in any of the folders. */
  takeChanged(): ReadonlySet<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  /** From now on changes of names count anew: before a folder is read once more, it is added once more. */
  startNames(): void {
    this.#areNamesCurrent = true;
  }

  /** Watches a folder whose names are read next. */
  add(path: string): void {
    if (!this.#isComplete) return;
    try {
      const stat = this.#fileSystem.sync.stat(path);
      const known = this.#folders.get(path);
      if (known === undefined) this.#watch(path, stat);
      else if (isSamePlace(known.stat, stat)) known.stat = stat;
      else this.close();
    } catch {
      // Gone, or no watches left.
      this.close();
    }
  }

  /** Takes in all that was changed before this was called. */
  async catchUp(): Promise<void> {
    // The system has it ready by then, and it is taken between two turns of the event loop; this one may be behind
    // that point.
    await nextTurn();
    await nextTurn();
    try {
      for (const [path, { stat }] of this.#folders) {
        const now = this.#fileSystem.sync.stat(path);
        if (!isSamePlace(now, stat)) this.#isComplete = false;
        if (now.mtimeNs !== stat.mtimeNs || now.ctimeNs !== stat.ctimeNs) this.#areNamesCurrent = false;
      }
    } catch {
      this.#isComplete = false;
    }
  }

  close(): void {
    this.#isComplete = false;
    for (const { watcher } of this.#folders.values()) watcher.close();
    this.#folders.clear();
    this.#changed.clear();
  }

  #watch(path: string, stat: FileStat): void {
    if (this.#folders.size >= MAX_WATCHED_FOLDERS || !reportsChanges(path)) {
      this.close();
      return;
    }
    const watcher = watch(path, { persistent: false }, (event, name) => this.#note(path, event, name));
    watcher.on('error', () => this.close());
    this.#folders.set(path, { watcher, stat });
    // Another folder may have come into its place meanwhile.
    if (!isSamePlace(stat, this.#fileSystem.sync.stat(path))) this.close();
  }

  #note(path: string, event: string, name: string | null): void {
    if (this.#changesInTurn === 0) setImmediate(() => this.#startTurn()).unref();
    this.#changesInTurn += 1;
    if (event === 'rename') this.#areNamesCurrent = false;
    // An event log that grows is no news.
    else if (name?.endsWith('.jsonl')) return;
    if (name !== null) this.#changed.add(name);
    // So many at once may have been more than the system keeps, and Node does not tell of those that it has lost.
    const isTooMuch = Math.max(this.#changesInTurn, this.#changed.size) > MAX_WATCHED_CHANGES;
    // With its own name a folder tells that it was moved or removed: its watch knows nothing of the one that comes.
    const isOver = event === 'rename' && name === path.slice(path.lastIndexOf('/') + 1);
    if (name === null || isTooMuch || isOver) this.close();
  }

  #startTurn(): void {
    this.#changesInTurn = 0;
  }
}

/** The number of a folder that is gone is soon that of a new one. */
function isSamePlace(a: FileStat, b: FileStat): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.birthtimeMs === b.birthtimeMs;
}
