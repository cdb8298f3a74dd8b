import type { JournalStore } from '@opta/journal-store';
import type { JournalSource } from '../journal-source.js';
import type { AnswerRedaction } from '../redact-answer.js';
import { shown } from '../shown.js';
import { encodeConnected, encodeGap, encodeHeartbeat } from './encode-frame.js';
import { type FeedCursor, safeParseEventId } from './event-id.js';
import type { FeedQuery } from './feed-query.js';
import { readBack } from './read-back.js';
import type { ReadingLane } from './reading-lane.js';
import { RecentReader } from './recent-reader.js';
import type { RecentRecord, RecentRecords } from './recent-records.js';

export interface FeedClientOptions {
  source: JournalSource;
  recent: RecentRecords;
  lane: ReadingLane;
  redaction: AnswerRedaction;
  query: FeedQuery;
  /** After which record it begins, if it has not said so itself and that is known. */
  place: FeedCursor | undefined;
  heartbeatIntervalMs: number;
  onClose(): void;
}

/**
 * One client, who takes events at its own speed: what it has missed from the disk, then what is recent from memory.
 * Nothing waits for it alone but one chunk.
 */
export class FeedClient {
  readonly stream: ReadableStream<Uint8Array>;
  readonly #options: FeedClientOptions;
  readonly #reader: RecentReader;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #frames: AsyncGenerator<Uint8Array, void, undefined>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #isHeartbeatDue = false;
  #isClosed = false;
  #wake: () => void = () => undefined;

  constructor(options: FeedClientOptions) {
    this.#options = options;
    this.#reader = new RecentReader(options.recent, options.query.matches);
    this.#frames = this.#produce();
    this.#heartbeat = setInterval(() => {
      this.#isHeartbeatDue = true;
      this.#wake();
    }, options.heartbeatIntervalMs);
    this.#heartbeat.unref();
    this.stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      pull: () => this.#sendNext(),
      cancel: () => this.close(),
    });
  }

  /** There is a new record in memory. */
  wake(): void {
    this.#wake();
  }

  /** A record in memory had to make room. */
  lose(gone: RecentRecord, position: number): void {
    this.#reader.lose(gone, position);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    try {
      this.#controller?.close();
    } catch (error) {
      // A stream that its reader has cancelled or that failed is closed already.
      if (!(error instanceof TypeError)) throw error;
    }
    this.#wake();
    void this.#frames.return();
    this.#options.onClose();
  }

  async #sendNext(): Promise<void> {
    try {
      const next = await this.#frames.next();
      if (this.#isClosed || next.done) return;
      this.#isHeartbeatDue = false;
      this.#heartbeat.refresh();
      this.#controller?.enqueue(next.value);
    } catch (error) {
      this.#controller?.error(error);
      this.close();
    }
  }

  async *#produce(): AsyncGenerator<Uint8Array, void, undefined> {
    yield encodeConnected(this.#options.place);
    yield* this.#resume();
    while (!this.#isClosed) {
      const frame = this.#takeGap() ?? this.#reader.take() ?? this.#takeHeartbeat();
      if (frame !== undefined) yield frame;
      else await this.#arrival();
    }
  }

  async *#resume(): AsyncGenerator<Uint8Array, void, undefined> {
    const { source, query } = this.#options;
    const { lastEventId } = query;
    if (lastEventId === undefined) return;
    const after = safeParseEventId(lastEventId);
    if (after === undefined) {
      const reason = `${shown(lastEventId)} is no id of an event, which is session:number`;
      yield encodeGap({ kind: 'gap', missed: null, reason });
    } else if (source.store === undefined) {
      yield encodeGap({ kind: 'gap', missed: null, reason: 'the journal is switched off' });
    } else {
      this.#reader.leave();
      yield* this.#readBack(source.store, after);
    }
  }

  async *#readBack(store: JournalStore, after: FeedCursor): AsyncGenerator<Uint8Array, void, undefined> {
    const chunks = readBack({
      ...this.#options,
      store,
      after,
      join: (position) => this.#reader.goOn(position),
    });
    for await (const chunk of chunks) {
      if (this.#isClosed) return;
      const frame = chunk ?? this.#takeHeartbeat();
      if (frame !== undefined) yield frame;
    }
  }

  #takeGap(): Uint8Array | undefined {
    const missed = this.#reader.takeMissed();
    return missed === 0
      ? undefined
      : encodeGap({ kind: 'gap', missed, reason: 'the client reads too slowly' });
  }

  #takeHeartbeat(): Uint8Array | undefined {
    return this.#isHeartbeatDue ? encodeHeartbeat() : undefined;
  }

  #arrival(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
