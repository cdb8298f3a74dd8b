import type { LiveRecord } from '../journal-source.js';
import { MAX_RECENT_BYTES, MAX_RECENT_EVENTS } from './constants.js';
import { encodeRecord } from './encode-frame.js';
import type { FeedCursor } from './event-id.js';

export interface RecentRecord {
  record: LiveRecord;
  /** Encoded once for all clients. */
  frame: Uint8Array;
}

/**
 * The newest records of one session, in memory once for all clients. A record has a position, which counts from the
 * first that was added and stays the same.
 */
export class RecentRecords {
  readonly #onGone: (gone: RecentRecord, position: number) => void;
  readonly #entries: RecentRecord[] = [];
  #bytes = 0;
  #start = 0;
  #session: string | undefined;
  /** All live records of the session with a greater number are here. */
  #coveredAfter = 0;

  /** @param onGone - told every record that has to make room, with its position */
  constructor(onGone: (gone: RecentRecord, position: number) => void) {
    this.#onGone = onGone;
  }

  /** The session of these records; undefined before the first one. */
  get session(): string | undefined {
    return this.#session;
  }

  get coveredAfter(): number {
    return this.#coveredAfter;
  }

  /** Position of the oldest record. */
  get start(): number {
    return this.#start;
  }

  /** Position of the next record. */
  get end(): number {
    return this.#start + this.#entries.length;
  }

  add(record: LiveRecord): void {
    if (record.session !== this.#session) {
      this.clear();
      this.#session = record.session;
      this.#coveredAfter = (record.seq ?? 1) - 1;
    }
    const frame = encodeRecord(record);
    this.#entries.push({ record, frame });
    this.#bytes += frame.length;
    while (this.#isTooMuch()) this.#removeOldest();
  }

  at(position: number): RecentRecord | undefined {
    return this.#entries[position - this.#start];
  }

  /** Where a client goes on that has everything up to a place; undefined if more is missing than is here. */
  positionAfter({ session, seq }: FeedCursor): number | undefined {
    if (session !== this.#session || seq < this.#coveredAfter) return undefined;
    let position = this.end;
    while (position > this.#start && (this.at(position - 1)?.record.seq ?? Number.POSITIVE_INFINITY) > seq) {
      position -= 1;
    }
    return position;
  }

  /** Forgets everything; what is added next need not follow on it. */
  clear(): void {
    while (this.#entries.length > 0) this.#removeOldest();
    this.#session = undefined;
  }

  #isTooMuch(): boolean {
    const { length } = this.#entries;
    return length > MAX_RECENT_EVENTS || (this.#bytes > MAX_RECENT_BYTES && length > 1);
  }

  #removeOldest(): void {
    const gone = this.#entries.shift() as RecentRecord;
    this.#bytes -= gone.frame.length;
    this.#coveredAfter = gone.record.seq ?? this.#coveredAfter;
    this.#start += 1;
    this.#onGone(gone, this.#start - 1);
  }
}
