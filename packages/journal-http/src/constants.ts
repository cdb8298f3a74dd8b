/** Entries of one page of a listing when the request names no limit. */
export const DEFAULT_PAGE_SIZE = 100;

/** Entries of one page of a listing at the most; a larger limit is answered with 400. */
export const MAX_PAGE_SIZE = 1000;

/** Bytes of a request body at the most. An update log is a page of text, not a book. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** Clients of the event feed at once. LMX's bus has room for 50 subscribers (events.py). */
export const DEFAULT_MAX_FEED_CLIENTS = 50;

/** Milliseconds without an event after which a heartbeat is sent. LMX's default is 30 s. */
export const DEFAULT_HEARTBEAT_INTERVAL_MS = 30_000;

/** Events that wait for one slow client of the feed at the most. */
export const MAX_FEED_QUEUE_EVENTS = 1000;

/** Bytes that wait for one slow client of the feed at the most. */
export const MAX_FEED_QUEUE_BYTES = 1024 * 1024;
