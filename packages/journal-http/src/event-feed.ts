import { detailResponse } from './detail-response.js';
import { MAX_READING_CLIENTS, WAKE_DELAY_MS } from './feed/constants.js';
import { type FeedCursor, isSessionName } from './feed/event-id.js';
import { FeedClient } from './feed/feed-client.js';
import { readFeedQuery } from './feed/feed-query.js';
import { ReadingLane } from './feed/reading-lane.js';
import { RecentRecords } from './feed/recent-records.js';
import type { JournalSource, LiveRecord } from './journal-source.js';
import type { AnswerRedaction } from './redact-answer.js';

export interface EventFeedOptions {
  heartbeatIntervalMs: number;
  maxClients: number;
  /** Takes secrets out of what is read back from the disk. */
  redaction: AnswerRedaction;
}

export interface EventFeed {
  /** A `text/event-stream` answer that lasts until the client or the feed goes away. */
  connect(request: Request): Response;
  readonly clientCount: number;
  /** Ends every stream and refuses new ones. */
  close(): void;
}

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * Sends what the journal records to any number of clients as Server-Sent Events.
 *
 * A frame is LMX's (`event:` and one line of JSON as `data:`) with an id `session:seq` before it. A client that
 * gives the last id that it got, gets everything after it from the event logs on the disk. Memory holds the newest
 * records once for all clients: who reads too slowly misses what had to make room. Where a client misses something,
 * a `gap` event tells how much.
 */
export function createEventFeed(source: JournalSource, options: EventFeedOptions): EventFeed {
  const { heartbeatIntervalMs, maxClients, redaction } = options;
  const clients = new Set<FeedClient>();
  const recent = new RecentRecords((gone, position) => {
    for (const client of clients) client.lose(gone, position);
  });
  const lane = new ReadingLane(MAX_READING_CLIENTS);
  let unsubscribe: (() => void) | undefined;
  let isWakeDue = false;
  let isClosed = false;

  const wakeAll = (): void => {
    isWakeDue = false;
    for (const client of clients) client.wake();
  };
  const publish = (record: LiveRecord): void => {
    recent.add(record);
    if (isWakeDue) return;
    isWakeDue = true;
    setTimeout(wakeAll, WAKE_DELAY_MS).unref();
  };
  const leave = (client: FeedClient): void => {
    clients.delete(client);
    if (clients.size > 0) return;
    unsubscribe?.();
    unsubscribe = undefined;
    recent.clear();
  };

  return {
    connect(request) {
      if (source.subscribe === undefined) {
        return detailResponse(501, 'This journal is read without a server, so there is no event feed');
      }
      const query = readFeedQuery(request);
      if (query instanceof Response) return query;
      if (isClosed) return refuse('The event feed is closed, because its server ends');
      if (clients.size >= maxClients) {
        return refuse(`The event feed has room for ${maxClients} clients, all taken`);
      }
      // Its body is thrown away unread.
      if (request.method === 'HEAD') return new Response(null, { headers: HEADERS });
      // Before anything is read from the disk: what is not there yet is then in memory.
      unsubscribe ??= source.subscribe(publish);
      const client = new FeedClient({
        source,
        recent,
        lane,
        redaction,
        query,
        place: query.lastEventId === undefined ? placeOf(source) : undefined,
        heartbeatIntervalMs,
        onClose: () => leave(client),
      });
      clients.add(client);
      request.signal.addEventListener('abort', () => client.close(), { once: true });
      if (request.signal.aborted) client.close();
      return new Response(client.stream, { headers: HEADERS });
    },
    get clientCount() {
      return clients.size;
    },
    close() {
      isClosed = true;
      for (const client of [...clients]) client.close();
    },
  };
}

/** After which record a client begins that connects now. */
function placeOf(source: JournalSource): FeedCursor | undefined {
  const { session, sequence } = source.status?.() ?? {};
  return isSessionName(session) && sequence !== undefined ? { session, seq: sequence } : undefined;
}

function refuse(detail: string): Response {
  return detailResponse(503, detail, { 'retry-after': '5' });
}
