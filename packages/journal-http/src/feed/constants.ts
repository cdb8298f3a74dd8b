/** Events that are kept for all clients of the feed together: what the disk does not have yet is among them. */
export const MAX_RECENT_EVENTS = 4_000;

/** Bytes of these events; one larger event is kept alone. */
export const MAX_RECENT_BYTES = 4 * 1024 * 1024;

/** Milliseconds in which events collect before they are sent: a chunk costs as much as a hundred events in it. */
export const WAKE_DELAY_MS = 20;

/** Bytes of events that are sent as one chunk, after which the next client has its turn. */
export const CHUNK_BYTES = 32 * 1024;

/** Clients that search the event logs at once: the host and the clients that are up to date have their turn between. */
export const MAX_READING_CLIENTS = 2;

/** Milliseconds between two looks for events that are not on the disk yet: they are there after 50. */
export const LOOK_PAUSE_MS = 50;

/** Milliseconds without a new event on the disk after which those that should be there are told as missed. */
export const MAX_LOOK_MS = 5_000;

/** Type patterns of one client, and characters of each: more than any page has a use for. */
export const MAX_TYPE_PATTERNS = 100;
export const MAX_TYPE_PATTERN_LENGTH = 256;
