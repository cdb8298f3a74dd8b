import { MAX_FEED_QUEUE_BYTES, MAX_FEED_QUEUE_EVENTS } from './constants.js';
import { detailResponse } from './detail-response.js';
import type { JournalSource, LiveRecord } from './journal-source.js';

export interface EventFeedOptions {
  heartbeatIntervalMs: number;
  maxClients: number;
}

export interface EventFeed {
  /** A `text/event-stream` answer that lasts until the client or the feed goes away. */
  connect(request: Request): Response;
  readonly clientCount: number;
  /** Ends every stream. */
  close(): void;
}

/** Characters that end a line somewhere, which no text of an event must be able to do. */
const LINE_BREAKING = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/g;

/**
 * Sends what the journal records to any number of clients as Server-Sent Events.
 *
 * A frame is LMX's (`event:` and one line of JSON as `data:`) with an id `session:seq` before it.
 * What waits for a slow client is bounded: past that, events are left out for this client only,
 * and a `gap` event tells it how many.
 */
export function createEventFeed(source: JournalSource, options: EventFeedOptions): EventFeed {
  const clients = new Set<FeedClient>();
  let unsubscribe: (() => void) | undefined;

  const publish = (record: LiveRecord): void => {
    const frame = encodeFrame(record);
    for (const client of clients) client.send(frame);
  };

  return {
    connect(request) {
      if (source.subscribe === undefined) {
        return detailResponse(501, 'This journal is read without a server, so there is no event feed');
      }
      if (clients.size >= options.maxClients) {
        return detailResponse(503, `The event feed has room for ${options.maxClients} clients, all taken`, {
          'retry-after': '5',
        });
      }
      const client = new FeedClient(options.heartbeatIntervalMs, () => {
        clients.delete(client);
        if (clients.size > 0) return;
        unsubscribe?.();
        unsubscribe = undefined;
      });
      clients.add(client);
      unsubscribe ??= source.subscribe(publish);
      request.signal.addEventListener('abort', () => client.close(), { once: true });
      return new Response(client.stream, {
        headers: {
          'content-type': 'text/event-stream',
          'cache-control': 'no-cache, no-transform',
          'x-accel-buffering': 'no',
        },
      });
    },
    get clientCount() {
      return clients.size;
    },
    close() {
      for (const client of [...clients]) client.close();
    },
  };
}

/** One client: a bounded queue that the client's own reading speed drains. */
class FeedClient {
  readonly stream: ReadableStream<Uint8Array>;
  readonly #onClose: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  #missedEvents = 0;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #isWaiting = false;
  #isClosed = false;

  constructor(heartbeatIntervalMs: number, onClose: () => void) {
    this.#onClose = onClose;
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
          // A first comment makes the headers go out, so that the client knows it is connected.
          controller.enqueue(encodeText(': connected\n\n'));
        },
        pull: () => {
          this.#isWaiting = true;
          this.#drain();
        },
        cancel: () => this.close(),
      },
      { highWaterMark: 1 },
    );
    this.#heartbeat = setInterval(() => {
      if (this.#queue.length === 0) this.#enqueue(encodeHeartbeat());
    }, heartbeatIntervalMs);
    this.#heartbeat.unref();
  }

  send(frame: Uint8Array): void {
    if (this.#isClosed) return;
    this.#heartbeat.refresh();
    const isFull =
      this.#queue.length >= MAX_FEED_QUEUE_EVENTS ||
      (this.#queue.length > 0 && this.#queuedBytes + frame.length > MAX_FEED_QUEUE_BYTES);
    if (isFull) {
      this.#missedEvents += 1;
      return;
    }
    if (this.#missedEvents > 0) {
      const gap = encodeGap(this.#missedEvents);
      this.#missedEvents = 0;
      this.#enqueue(gap);
    }
    this.#enqueue(frame);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    this.#queue.length = 0;
    try {
      this.#controller?.close();
    } catch (error) {
      // A stream that its reader has cancelled or that failed is closed already.
      if (!(error instanceof TypeError)) throw error;
    }
    this.#onClose();
  }

  #enqueue(frame: Uint8Array): void {
    this.#queue.push(frame);
    this.#queuedBytes += frame.length;
    this.#drain();
  }

  #drain(): void {
    if (!this.#isWaiting || this.#isClosed) return;
    const frame = this.#queue.shift() ?? this.#takeGap();
    if (frame === undefined) return;
    this.#queuedBytes = Math.max(0, this.#queuedBytes - frame.length);
    this.#isWaiting = false;
    this.#controller?.enqueue(frame);
  }

  /** A client that caught up is told at once what it missed, not only with the next event. */
  #takeGap(): Uint8Array | undefined {
    if (this.#missedEvents === 0) return undefined;
    const gap = encodeGap(this.#missedEvents);
    this.#missedEvents = 0;
    return gap;
  }
}

function encodeFrame(record: LiveRecord): Uint8Array {
  const id = record.seq === undefined ? '' : `id: ${record.session}:${record.seq}\n`;
  const type = record.type.replace(LINE_BREAKING, '\u{fffd}');
  // Valid JSON either way. Python's splitlines(), by which clients cut a stream, also ends a line at these.
  const data = JSON.stringify(record.data ?? null).replace(LINE_BREAKING, escapeInJson);
  return encodeText(`${id}event: ${type}\ndata: ${data}\n\n`);
}

function escapeInJson(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** As LMX sends it. It carries no id, so that it never moves a client's place. */
function encodeHeartbeat(): Uint8Array {
  return encodeText(`event: heartbeat\ndata: {"timestamp": ${Date.now() / 1000}}\n\n`);
}

function encodeGap(missedEvents: number): Uint8Array {
  return encodeText(`event: gap\ndata: {"missed": ${missedEvents}}\n\n`);
}

const encoder = new TextEncoder();

function encodeText(text: string): Uint8Array {
  return encoder.encode(text);
}
