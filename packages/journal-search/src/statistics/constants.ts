/** Entries that are listed at once: the store's most. */
export const LISTING_PAGE_SIZE = 10_000;

/**
 * Milliseconds after the last record of a runtime that recorded no end in which it is taken for a running one. An idle
 * server records nothing for hours. Source: the silence after which recovery closes the log of a runtime that says
 * nothing of itself.
 */
export const RUNNING_SILENCE_MS = 86_400_000;

/** Rows of a table that are parsed at once: about a millisecond. */
export const TABLE_CHUNK_ROWS = 8;

/** Raised when the figures of a runtime are gathered in another way, so that older ones are not used. */
export const CACHE_FORMAT = 2;
