import { stat } from 'node:fs/promises';
import { errnoOf } from '@opta/journal-fs';
import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import { LISTING_TRIES, RACY_MS } from './constants.js';
import { EventLogCursor } from './event-log-cursor.js';
import { FolderWatch } from './folder-watch.js';
import type { Followed } from './followed.js';

export interface FollowOptions {
  store: JournalStore;
  /** Event logs that were there when following began. */
  known: readonly EventLogEntry[];
  /** Those that are followed from the start. */
  cursors: EventLogCursor[];
  /** Whether an event log that appears is followed as well. */
  isOpen: boolean;
  signal: AbortSignal;
}

/** What is written to event logs from here on, until the signal is aborted. */
export async function* followEvents(options: FollowOptions): AsyncGenerator<Followed> {
  const { store, signal } = options;
  const follower = new Follower(options);
  const watch = new FolderWatch(store.sessionLogsDir);
  try {
    while (!signal.aborted) {
      for await (const followed of follower.look()) {
        yield followed;
        if (signal.aborted) return;
      }
      if (follower.isOver) return;
      await watch.next(signal);
    }
  } finally {
    watch.close();
  }
}

class Follower {
  readonly #store: JournalStore;
  readonly #isOpen: boolean;
  readonly #known: Set<string>;
  #cursors: EventLogCursor[];
  #listing: { entries: EventLogEntry[]; changedAt: number; isCertain: boolean } | undefined;

  constructor({ store, known, cursors, isOpen }: FollowOptions) {
    this.#store = store;
    this.#isOpen = isOpen;
    this.#known = new Set(known.flatMap(({ segments }) => segments));
    this.#cursors = cursors;
  }

  /** Whether nothing can come any more. */
  get isOver(): boolean {
    return !this.#isOpen && this.#cursors.length === 0;
  }

  /** One look at everything that is followed. */
  async *look(): AsyncGenerator<Followed> {
    // The listing comes first: a segment that has a successor in it is complete when it is read then.
    const entries = await this.#list();
    if (this.#isOpen) yield* this.#findNew(entries);
    for (const cursor of this.#cursors) yield* this.#read(cursor, entries);
  }

  *#findNew(entries: readonly EventLogEntry[]): Generator<Followed> {
    for (const entry of entries.toReversed()) {
      const isKnown = entry.segments.some((segment) => this.#known.has(segment));
      for (const segment of entry.segments) this.#known.add(segment);
      if (isKnown || entry.archived !== undefined) continue;
      this.#cursors.push(new EventLogCursor(this.#store, entry));
      yield { kind: 'notice', text: `Another runtime has begun: ${entry.fileName}` };
    }
  }

  async *#read(cursor: EventLogCursor, entries: readonly EventLogEntry[]): AsyncGenerator<Followed> {
    const entry = entryOf(cursor, entries) ?? (await this.#findAgain(cursor));
    try {
      if (entry === undefined) yield* this.#leave(cursor, 'is gone');
      else yield* cursor.read(entry);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      yield* this.#readArchived(cursor);
    }
  }

  /** The file is not where it was: moved to the archive in whole or in part, or removed. */
  async *#readArchived(cursor: EventLogCursor): AsyncGenerator<Followed> {
    const entry = await this.#findAgain(cursor);
    if (entry === undefined) return yield* this.#leave(cursor, 'is gone');
    const live = new Set<string>();
    for (const segment of entry.segments) {
      if (await isThere(this.#store, segment)) live.add(segment);
    }
    yield* cursor.readArchived(entry, (segment) => live.has(segment));
    if (live.size === 0) yield* this.#leave(cursor, 'was archived');
  }

  /** One that is archived while the folder is listed is missing in that listing, and stands in the next. */
  async #findAgain(cursor: EventLogCursor): Promise<EventLogEntry | undefined> {
    for (let tries = 0; tries < LISTING_TRIES; tries += 1) {
      this.#listing = undefined;
      const entry = entryOf(cursor, await this.#list());
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  *#leave(cursor: EventLogCursor, why: string): Generator<Followed> {
    this.#cursors = this.#cursors.filter((one) => one !== cursor);
    yield { kind: 'notice', text: `${cursor.name} ${why}; it is not followed any more.` };
  }

  /** Every event log. The folder is only read again where its time of change allows that something has come. */
  async #list(): Promise<EventLogEntry[]> {
    const changedAt = await changeOf(this.#store.sessionLogsDir);
    const last = this.#listing;
    if (last?.isCertain && last.changedAt === changedAt) return last.entries;
    const entries = await this.#store.listEventLogs();
    this.#listing = { entries, changedAt, isCertain: Math.abs(Date.now() - changedAt) > RACY_MS };
    return entries;
  }
}

function entryOf(cursor: EventLogCursor, entries: readonly EventLogEntry[]): EventLogEntry | undefined {
  return entries.find(({ segments }) => segments.includes(cursor.segment));
}

async function changeOf(directory: string): Promise<number> {
  try {
    return (await stat(directory)).mtimeMs;
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    return 0;
  }
}

async function isThere({ sessionLogsDir }: JournalStore, name: string): Promise<boolean> {
  return (await changeOf(`${sessionLogsDir}/${name}`)) !== 0;
}
