import { parseLogFileName } from '@opta/journal-format';
import { TimeSlice } from '../time-slice.js';
import { FolderWatch } from './folder-watch.js';
import { type Place, pathIn, readNames, stampOfFolder, statIfThere } from './list-folder.js';
import { StoredLog } from './stored-log.js';

/** Files that are looked at before it is asked whether others may run. */
const NAMES_A_LOOK = 64;

/** The logs of one folder, kept in step with the disk. */
export class LogPlace {
  readonly logs = new Map<string, StoredLog>();
  /** Grows with every change of `logs`. */
  version = 0;
  readonly #place: Place;
  readonly #kind: StoredLog['kind'];
  readonly #watch: FolderWatch;
  #folderStamp: string | undefined;

  constructor(place: Place, kind: StoredLog['kind'], onChange: () => void) {
    this.#place = place;
    this.#kind = kind;
    this.#watch = new FolderWatch(place.directory, onChange);
  }

  /**
   * Looks at the folder again.
   *
   * @param isFull - compare every log; else only those that the system reports as changed
   */
  async update(isFull: boolean): Promise<void> {
    const changed = this.#watch.takeNames();
    const stamp = stampOfFolder(this.#place);
    if (isFull || stamp === undefined || stamp !== this.#folderStamp) {
      const names = this.#watch.isComplete && !isFull ? changed : undefined;
      await this.#list(names);
      this.#folderStamp = stamp;
      return;
    }
    for (const name of changed) this.#look(name);
  }

  close(): void {
    this.#watch.close();
  }

  /** @param changed - of known logs, only these are looked at; undefined for all */
  async #list(changed: ReadonlySet<string> | undefined): Promise<void> {
    const slice = new TimeSlice();
    const names = readNames(this.#place.directory);
    this.#removeMissing(names);
    let looks = 0;
    for (const name of names) {
      looks += 1;
      // Asking for the time takes as long as half of the rest.
      if (looks % NAMES_A_LOOK === 0 && slice.isOver) await slice.rest();
      if (changed === undefined || changed.has(name) || !this.logs.has(name)) this.#look(name);
    }
  }

  #removeMissing(names: readonly string[]): void {
    if (this.logs.size === 0) return;
    const present = new Set(names);
    for (const name of this.logs.keys()) if (!present.has(name)) this.#remove(name);
  }

  #look(fileName: string): void {
    const known = this.logs.get(fileName);
    if (known === undefined && parseLogFileName(fileName)?.kind !== this.#kind) return;
    const stat = statIfThere(pathIn(this.#place, fileName));
    if (stat?.isFile() !== true) {
      this.#remove(fileName);
      return;
    }
    if (known?.isAs(stat) === true) return;
    this.logs.set(fileName, new StoredLog(this.#kind, fileName, this.#place, stat));
    this.version += 1;
  }

  #remove(fileName: string): void {
    if (this.logs.delete(fileName)) this.version += 1;
  }
}
