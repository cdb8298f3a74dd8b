import { GENERATION_LOGS } from '../constants.js';
import type { StoredLog } from '../folders/stored-log.js';
import type { IndexLabel } from './index-label.js';
import type { IndexedLog } from './index-writer.js';

/** What the folders had when they were listed, as long as not all of it is in the index. */
export class Backlog {
  /** Of an index that has all of it. */
  readonly label: IndexLabel;
  /** Whether it was compared with an index, and only what has changed is here. */
  isBegun = false;
  /** Identity of the generation that has what is not here any more. */
  base: string | undefined;
  /** Logs that were read in the moment in which they could change without a sign. */
  racy = 0;
  /** Logs that could not be read. */
  unreadable = 0;
  /** Until it is begun. */
  readonly #listed: Map<string, StoredLog>;
  /** In the order in which they are written. */
  #changed: readonly StoredLog[] = [];
  /** Ids of older states of those that have changed, by their names. */
  readonly #outdated = new Map<string, bigint>();

  /** @param listed - by name; it is used up */
  constructor(listed: Map<string, StoredLog>, label: IndexLabel) {
    this.#listed = listed;
    this.label = label;
  }

  /** Whether the index has every log as it was listed. */
  get isExact(): boolean {
    return this.isBegun && this.#changed.length === 0 && this.racy === 0 && this.unreadable === 0;
  }

  /** Logs that are to be read, in the order in which they are written. */
  get changed(): readonly StoredLog[] {
    return this.#changed;
  }

  /** Where the index has an older state of a log, if it has one. */
  outdatedIdOf({ fileName }: StoredLog): bigint | undefined {
    return this.#outdated.get(fileName);
  }

  /**
   * Finds out what has changed.
   *
   * @param indexed - what the index has
   * @returns the ids of logs that are gone
   */
  begin(indexed: Iterable<IndexedLog>): bigint[] {
    const listed = this.#listed;
    const gone: bigint[] = [];
    for (const { id, fileName, stamp } of indexed) {
      const log = listed.get(fileName);
      if (log === undefined) gone.push(id);
      else if (log.stamp === stamp) listed.delete(fileName);
      else this.#outdated.set(fileName, id);
    }
    this.#changed = inWritingOrder([...listed.values()]);
    listed.clear();
    this.isBegun = true;
    return gone;
  }

  /** The first of `changed` are in the index, or cannot be read. */
  remove(count: number): void {
    this.#changed = this.#changed.slice(count);
  }
}

/**
 * Whoever searches meanwhile most often asks for the newest, so these come first; but within a batch the oldest, because
 * FTS5 ends a segment whenever a row comes before the last one, which takes longer than all the rest.
 */
function inWritingOrder(logs: readonly StoredLog[]): StoredLog[] {
  const sorted = [...logs].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
  const batches: StoredLog[] = [];
  for (let end = sorted.length; end > 0; end -= GENERATION_LOGS) {
    batches.push(...sorted.slice(Math.max(0, end - GENERATION_LOGS), end));
  }
  return batches;
}

function dateOf({ fileName, kind }: StoredLog): string {
  return kind === 'update' ? fileName.slice(fileName.indexOf('_') + 1) : fileName;
}
