/** Bytes that are read at once. */
export const BLOCK_BYTES = 256 * 1024;

/** Longest line that is read; a longer one counts as damaged. Source: what the store reads. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** Bytes before a place in a file that tell whether it is still the same file. */
export const MARK_BYTES = 256;

/** Milliseconds between two looks where the system tells of changes: disks of other machines do not. */
export const POLL_MS = 1_000;

/** Milliseconds between two looks where it does not. */
export const POLL_WITHOUT_WATCH_MS = 250;

/** Milliseconds for which a folder's time of change proves nothing: file systems count in steps of up to two seconds. */
export const RACY_MS = 2_500;

/** Listings in which a log is missing before it counts as gone: archiving moves it once. */
export const LISTING_TRIES = 2;
