import { join } from 'node:path';
import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import { isRacy, listPlaces, stampOfFolder, statIfThere } from '../folders/list-folder.js';
import { TimeSlice } from '../time-slice.js';
import { type SearchedEventLog, toSearchedEventLog } from './event-log.js';

interface KnownEventLog {
  log: SearchedEventLog;
  /** Of its files. */
  stamp: string;
}

/**
 * The event logs of a folder. What was read of one, when its events happened and whose they are, is known as long as
 * its files are as they were, and which ones there are as long as no name comes or goes: to list a large folder and to
 * open every log takes as long as to search them.
 */
export class EventLogCatalog {
  readonly #store: JournalStore;
  #stamp: string | undefined;
  #entries: readonly EventLogEntry[] = [];
  #known = new Map<string, KnownEventLog>();

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /** In no order. */
  async list(): Promise<SearchedEventLog[]> {
    await this.#listFolder();
    const slice = new TimeSlice();
    const known = new Map<string, KnownEventLog>();
    const logs: SearchedEventLog[] = [];
    for (const entry of this.#entries) {
      if (slice.isOver) await slice.rest();
      const { stamp, log } = this.#look(entry);
      if (stamp !== undefined) known.set(entry.fileName, { log, stamp });
      logs.push(log);
    }
    this.#known = known;
    return logs;
  }

  async #listFolder(): Promise<void> {
    const stamps = listPlaces(this.#store.sessionLogsDir).map(stampOfFolder);
    const stamp = stamps.includes(undefined) ? undefined : stamps.join();
    if (stamp !== undefined && stamp === this.#stamp) return;
    this.#entries = await this.#store.listEventLogs();
    this.#stamp = stamp;
  }

  #look(entry: EventLogEntry): { log: SearchedEventLog; stamp?: string } {
    const { stamp, modifiedAt } = lookAtFiles(this.#store.sessionLogsDir, entry);
    const known = this.#known.get(entry.fileName);
    if (known !== undefined && known.stamp === stamp) return known;
    const log = toSearchedEventLog(this.#store.sessionLogsDir, { ...entry, modifiedAt });
    return stamp === undefined ? { log } : { log, stamp };
  }
}

/** The stamp is absent where a further change might not show in it. What is archived does not change. */
function lookAtFiles(
  directory: string,
  { segments, archived, modifiedAt }: EventLogEntry,
): { stamp?: string; modifiedAt: number } {
  if (archived !== undefined) return { stamp: archived, modifiedAt };
  const stats = segments.map((name) => statIfThere(join(directory, name)));
  const latest = Math.max(modifiedAt, ...stats.map((stat) => stat?.mtimeMs ?? 0));
  if (stats.some((stat) => stat === undefined || isRacy(stat))) return { modifiedAt: latest };
  const stamps = stats.map((stat) => `${stat?.ino}-${stat?.size}-${stat?.mtimeMs}`);
  return { stamp: stamps.join(), modifiedAt: latest };
}
