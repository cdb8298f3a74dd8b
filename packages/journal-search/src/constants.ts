/** Longest part of a foreign value that a message repeats, in characters. */
export const MAX_QUOTED_CHARACTERS = 200;

/** Longest query, in characters: a person types fewer than 200. */
export const MAX_QUERY_CHARACTERS = 1_000;

/** Most words, phrases and filters of one query. */
export const MAX_QUERY_PARTS = 50;

/** Hits of a page if nobody says how many, and the most. */
export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** Longest token, in characters; what comes after is cut off. FTS5 cuts at 32,768 bytes, six for each of ours. */
export const MAX_TOKEN_CHARACTERS = 200;

/** Bytes of one session or update log that are searched. The largest real one has 2 KiB. */
export const MAX_LOG_BYTES = 4_194_304;

/** Longest line of an event log that is searched, as readers of events take it. */
export const MAX_LINE_BYTES = 16_777_216;

/** Bytes of an event log that are looked at in one go. */
export const EVENT_BLOCK_BYTES = 262_144;

/** Levels of objects and arrays in the data of an event whose words are searched. Real events have 3. */
export const MAX_DATA_DEPTH = 100;

/** Characters of a snippet. */
export const SNIPPET_CHARACTERS = 160;

/** Milliseconds of work before others may run: where no worker can be started, that is the host's event loop. */
export const SLICE_MS = 8;

/** Up to so many logs are all compared with the disk at every query; it takes 10 µs a log. */
export const FULL_COMPARISON_LOGS = 5_000;

/** Where there are more, milliseconds until all of them are compared again while queries come. */
export const FULL_COMPARISON_MS = 10_000;

/**
 * Milliseconds after its last change in which a log may change again without a sign: file systems stamp times in
 * steps of 4 to 10 ms. A log that is read so soon is read again.
 */
export const RACY_MS = 50;

/** Version of the form of the index. Another one is never read. */
export const INDEX_VERSION = 3;

/** The folder of archived logs, as journal-store has it: loading the store takes as long as a third of all stats. */
export const ARCHIVE_DIRECTORY = 'archive';

/**
 * Logs that go into one generation of the index, and into one segment of it; and milliseconds after which it is published
 * with fewer.
 */
export const GENERATION_LOGS = 20_000;
export const GENERATION_MS = 5_000;

/** Characters of logs that are read before they are written to the index. A quarter of it takes a twentieth longer. */
export const BATCH_CHARACTERS = 2_097_152;

/** Milliseconds between two generations at the least; and how much longer than it took to make the last one. */
export const GENERATION_PAUSE_MS = 1_000;
export const GENERATION_PAUSE_FACTOR = 5;

/**
 * Files of both folders from which on the worker that keeps the index is ended whenever that is complete. Who has 100,000
 * gets 40 to 130 MiB back; to start another one takes 30 ms, and 0.25 s more where something has changed.
 */
export const LARGE_FOLDER_FILES = 20_000;

/** Milliseconds after which private files in the cache folder are removed whoever has made them. */
export const PRIVATE_FILE_MS = 3_600_000;

/** Milliseconds after which the claim of a builder does not count any more. It is renewed with every generation. */
export const CLAIM_MS = 60_000;

/** Milliseconds in which whoever has made a claim writes his number into it; whoever was killed at that never does. */
export const CLAIM_WRITING_MS = 1_000;

/** Rows that are taken from the index at once. */
export const ROW_BATCH = 256;

/** How far the time of a log's begin may be from that in its name, in milliseconds: no two zones are further apart. */
export const NAME_TIME_TOLERANCE_MS = 26 * 3_600_000;

/** Starts of a worker that may fail in a row before the search goes on without. */
export const WORKER_ATTEMPTS = 3;

/** Milliseconds that a worker has to come to an end by itself. */
export const WORKER_END_MS = 2_000;
