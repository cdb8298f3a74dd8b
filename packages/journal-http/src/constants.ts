/** Entries of one page of a listing when the request names no limit. */
export const DEFAULT_PAGE_SIZE = 100;

/** Entries of one page of a listing at the most; a larger limit is answered with 400. */
export const MAX_PAGE_SIZE = 1000;

/** Bytes of a request body, unless the options say otherwise. An update log is a page of text, not a book. */
export const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

/** Characters of a URL's query at the most; Node's server takes 16 KiB of headers in all. */
export const MAX_QUERY_LENGTH = 8192;

/** Characters of what is searched for at the most. */
export const MAX_SEARCH_LENGTH = 1000;

/** Hits of one page of a search when the request names no limit, and at the most. */
export const DEFAULT_SEARCH_LIMIT = 20;
export const MAX_SEARCH_LIMIT = 100;

/** Events of one answer at the most; a client goes on with `after`. */
export const MAX_EVENTS = 1_000_000;

/** Characters of a note at the most: with what stands around it, it must fit into one record of 64 KiB. */
export const MAX_NOTE_LENGTH = 8192;

/** Findings that one request repairs at the most. */
export const MAX_REPAIRED_FINDINGS = 1000;

/** Bytes of a log that is parsed, for JSON or HTML; larger ones are given as text. Real ones have a few KiB. */
export const MAX_PARSED_BYTES = 256 * 1024;

/** Milliseconds in which one log must be rendered: real ones take a few, and some markdown takes minutes. */
export const MAX_PARSE_MS = 1000;

/** Characters of a log as JSON or HTML at the most. Aliases in its frontmatter can make many times as much of it. */
export const MAX_RENDERED_LENGTH = 4 * 1024 * 1024;

/**
 * MiB of the heap of the worker that renders logs, twice what the worst ones take in their time: where a single large
 * allocation meets the limit, V8 ends not the worker but the whole process.
 */
export const MAX_WORKER_HEAP_MIB = 256;

/** Milliseconds in which that worker must be ready. It takes 100, and longer where the machine does something else. */
export const MAX_WORKER_START_MS = 30_000;

/** Milliseconds without a log to render after which the worker is ended. */
export const WORKER_IDLE_MS = 60_000;

/** Requests that wait for the worker at the most: the last one of them gets its answer after some seconds. */
export const MAX_WAITING_RENDERS = 16;

/** Bytes from which an answer is compressed; below, the frame costs more than it saves. */
export const MIN_COMPRESSED_BYTES = 1024;

/** Wrong keys of one address within a window, after which it has to wait, unless the options say otherwise. */
export const DEFAULT_MAX_WRONG_KEYS = 30;
export const DEFAULT_WRONG_KEY_WINDOW_MS = 60_000;

/** Addresses whose wrong keys are remembered; beyond, the one that has been silent longest is forgotten. */
export const MAX_REMEMBERED_ADDRESSES = 10_000;

/** Clients of the event feed at once. LMX's bus has room for 50 subscribers (events.py). */
export const DEFAULT_MAX_FEED_CLIENTS = 50;

/** Milliseconds without an event after which a heartbeat is sent. LMX's default is 30 s. */
export const DEFAULT_HEARTBEAT_INTERVAL_MS = 30_000;
