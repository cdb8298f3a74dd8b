import type { FeedFilter } from './create-feed-filter.js';
import { FrameBatch } from './frame-batch.js';
import type { RecentRecord, RecentRecords } from './recent-records.js';

/** Where one client is among the newest records. */
export class RecentReader {
  readonly #recent: RecentRecords;
  readonly #matches: FeedFilter;
  /** Of the next record to take; undefined while what comes before it is read from the disk. */
  #position: number | undefined;
  #missed = 0;

  /** Begins with the next record that comes. */
  constructor(recent: RecentRecords, matches: FeedFilter) {
    this.#recent = recent;
    this.#matches = matches;
    this.#position = recent.end;
  }

  /** Until it goes on, nothing that has to make room is missed. */
  leave(): void {
    this.#position = undefined;
    this.#missed = 0;
  }

  goOn(position: number): void {
    this.#position = position;
  }

  /** A record has to make room. */
  lose({ record }: RecentRecord, position: number): void {
    if (this.#position !== position) return;
    this.#position += 1;
    if (this.#matches(record.type)) this.#missed += 1;
  }

  /** How many events were lost that it wants, since it was asked last. */
  takeMissed(): number {
    const missed = this.#missed;
    this.#missed = 0;
    return missed;
  }

  /** The next events as one chunk; undefined if there are none. */
  take(): Uint8Array | undefined {
    const batch = new FrameBatch();
    let position = this.#position ?? this.#recent.end;
    for (let next = this.#recent.at(position); next !== undefined; next = this.#recent.at(position)) {
      if (batch.isFull) break;
      if (this.#matches(next.record.type)) batch.add(next.frame);
      position += 1;
    }
    this.#position = position;
    return batch.take();
  }
}
