import { setImmediate } from 'node:timers/promises';
import { FULL_COMPARISON_LOGS, FULL_COMPARISON_MS } from '../constants.js';
import { listPlaces } from './list-folder.js';
import { LogPlace } from './log-place.js';
import type { LogFolders, StoredLog } from './stored-log.js';

/** Every session and update log of both folders and their archives, as the disk has them. */
export class LogSnapshot {
  readonly #folders: LogFolders;
  readonly #onChange: () => void;
  readonly #places = new Map<string, LogPlace>();
  #logs: ReadonlyMap<string, StoredLog> = new Map();
  /** Of the places of which `#logs` was made. */
  #versions = '';
  #comparedAt = Number.NEGATIVE_INFINITY;
  /** One update after the other: each takes what the system has reported. */
  #updates: Promise<void> = Promise.resolve();

  /** @param onChange - told when the system reports a change */
  constructor(folders: LogFolders, onChange: () => void = () => undefined) {
    this.#folders = folders;
    this.#onChange = onChange;
  }

  /** By name; another map after a change. A log that is live and in the archive, while it is being archived, is the live one. */
  get logs(): ReadonlyMap<string, StoredLog> {
    return this.#logs;
  }

  /**
   * Looks at the folders again. What was added, removed or renamed is always seen. A log that was changed in place is
   * seen at once in small folders, in large ones when the system reports it, or with the next full comparison.
   *
   * @param isFull - compare every log in any case
   */
  update(isFull = false): Promise<void> {
    const update = this.#updates.then(() => this.#update(isFull));
    this.#updates = update.catch(() => undefined);
    return update;
  }

  close(): void {
    for (const place of this.#places.values()) place.close();
    this.#places.clear();
  }

  async #update(isFull: boolean): Promise<void> {
    // What the system has reported by now comes in.
    await setImmediate();
    const isDue =
      isFull ||
      this.#logs.size <= FULL_COMPARISON_LOGS ||
      performance.now() - this.#comparedAt > FULL_COMPARISON_MS;
    const { sessionLogsDir, updateLogsDir } = this.#folders;
    const found = [
      ...(await this.#updateFolder(sessionLogsDir, 'session', isDue)),
      ...(await this.#updateFolder(updateLogsDir, 'update', isDue)),
    ];
    const seen = new Set(found.map(({ key }) => key));
    for (const [key, place] of this.#places) {
      if (seen.has(key)) continue;
      place.close();
      this.#places.delete(key);
    }
    if (isDue) this.#comparedAt = performance.now();
    const versions = found.map(({ key, place }) => `${key}@${place.version}`).join();
    if (versions === this.#versions) return;
    this.#versions = versions;
    const logs = new Map<string, StoredLog>();
    for (const { place } of found.reverse()) {
      for (const [fileName, log] of place.logs) logs.set(fileName, log);
    }
    this.#logs = logs;
  }

  async #updateFolder(
    folder: string,
    kind: StoredLog['kind'],
    isFull: boolean,
  ): Promise<{ key: string; place: LogPlace }[]> {
    const found: { key: string; place: LogPlace }[] = [];
    for (const where of listPlaces(folder)) {
      const key = `${kind}:${where.directory}`;
      const known = this.#places.get(key);
      const place = known ?? new LogPlace(where, kind, this.#onChange);
      this.#places.set(key, place);
      await place.update(isFull || known === undefined);
      found.push({ key, place });
    }
    return found;
  }
}
