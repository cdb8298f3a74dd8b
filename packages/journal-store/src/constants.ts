/**
 * Most bytes of JSON that the data of one event may take. A line stays far below what every reader takes, and
 * real events have 250 bytes.
 */
export const MAX_DATA_BYTES = 65_536;

/** Most levels of objects and arrays inside each other in the data of an event. Real events have 3. */
export const MAX_DATA_DEPTH = 64;

/** Size of one write buffer: larger ones were not faster in measurements, smaller ones cost more calls. */
export const WRITE_BUFFER_BYTES = 65_536;

/**
 * Lines are encoded whenever this many characters have come together: for a whole buffer in one go, one call in 250 would
 * take 300 µs, and with twice as many one in a hundred a tenth longer.
 */
export const ENCODE_STEP_CHARACTERS = 2_048;

/** Write buffers that are kept for use again when no more are needed: 1 MiB, so that a burst does not hold its memory. */
export const SPARE_WRITE_BUFFERS = 16;

/** Milliseconds until a line is with the system; from then on it survives the death of the process. */
export const HAND_OVER_MS = 50;

/** Milliseconds until a line is on the disk in buffered mode; from then on it survives a power cut. */
export const FLUSH_INTERVAL_MS = 1_000;

/** First and last moment that ISO 8601 writes with a year of four digits, some days spared for the offset. */
export const FIRST_TIME_MS = Date.parse('0001-01-03T00:00:00Z');
export const LAST_TIME_MS = Date.parse('9999-12-29T00:00:00Z');

/** Bytes of lines that wait for the disk, until new ones are dropped and counted. */
export const MAX_BUFFER_BYTES = 16_777_216;

/** What the journal's own records may take beyond that, so that an end or a gap still finds room. */
export const OWN_RECORD_RESERVE_BYTES = 1_048_576;

/** Size from which an event log goes on in its next segment: small enough to open in an editor. */
export const MAX_EVENT_LOG_BYTES = 268_435_456;

/** Bytes set aside for the end of a session: a closing record has 1 KiB, the largest real session log 2 KiB. */
export const RESERVE_BYTES = 262_144;

/** First pause after a failed write; it doubles with every further one. */
export const RETRY_FIRST_MS = 50;

/** Longest pause between two attempts to write, in milliseconds: how late we notice that there is room. */
export const RETRY_LONGEST_MS = 1_000;

/** First pause after two segments in a row were not confirmed by the disk; it doubles with every further one. */
export const SEGMENT_RETRY_FIRST_MS = 1_000;

/** Longest pause between two such segments: a disk that confirms nothing gets 150 of them a day. */
export const SEGMENT_RETRY_LONGEST_MS = 600_000;

/** Longest time without a look whether the file that is written to still bears its name, while lines come. */
export const LOOK_INTERVAL_MS = 1_000;

/** Event types whose encoding is kept, and rows in a table of dropped types. Real logs have 13. */
export const MAX_TYPES = 1_000;

/** The row for all types beyond that. */
export const OTHER_TYPES = '(other types)';

/** Copies of one name (`-2`, `-3`, …) that are tried before we give up: each is a file of the same second or minute. */
export const MAX_COPIES = 1_000;

/** Bytes that a reader of an event log takes at once: larger ones were not faster in measurements. */
export const READ_BUFFER_BYTES = 262_144;

/** Bytes of an event log that are parsed at once: what 200 lines become stays near the processor. */
export const PARSED_BLOCK_BYTES = 65_536;

/** Longest line of an event log that is read. Ours have 66 KiB at most, foreign ones have no bound. */
export const MAX_LINE_BYTES = 16_777_216;

/** Bytes of a log that a listing reads first: frontmatter of real logs has 200 to 600. */
export const HEAD_BYTES = 4_096;

/** Bytes of a log that a filter reads first: the frontmatter of most is shorter. */
export const USUAL_HEAD_BYTES = 512;

/** Bytes of a log that a filter looks at, before it reads the head of what may match. */
export const FILTER_BYTES = 1_024;

/** Bytes of heads that are remembered in one piece. */
export const HEADS_CHUNK_BYTES = 1_048_576;

/** Bytes of heads that a listing remembers at most; 100,000 real ones have 23 MiB. What is beyond is read each time. */
export const MAX_HEADS_BYTES = 67_108_864;

/** Names up to which a listing is remembered: 24 MiB, and 80 MiB where all are archived. */
export const MAX_REMEMBERED_NAMES = 250_000;

/** Milliseconds that a listing is remembered: how late that is seen of which the system says nothing. */
export const REMEMBERED_MS = 60_000;

/** Folders that are watched for one listing at most: the archive of twenty years. */
export const MAX_WATCHED_FOLDERS = 250;

/** Changes between two listings, or in one turn of the event loop, after which nothing is remembered any more. */
export const MAX_WATCHED_CHANGES = 1_024;

/** Changes that the system must keep for us until we take them. Linux keeps that many unless it is told otherwise. */
export const LEAST_QUEUED_CHANGES = 16_384;

/** Bytes that a listing reads where the frontmatter goes on beyond that. */
export const MAX_FRONTMATTER_BYTES = 65_536;

/** Milliseconds of synchronous work after which others run: timers are hardly later than in an idle process. */
export const LISTING_SLICE_MS = 0.5;

/** Names that a listing looks at between two looks at the clock: 0.3 ms. */
export const NAMES_AT_ONCE = 1_024;

/** Logs whose heads are looked at together: 50 µs. */
export const HEADS_AT_ONCE = 16;

/** Entries of a page if nobody says how many. */
export const DEFAULT_PAGE_SIZE = 50;

/** Most entries of a page: their heads are read for it. */
export const MAX_PAGE_SIZE = 10_000;

/** Folder inside a log folder that holds its archived logs, one folder a month. */
export const ARCHIVE_DIRECTORY = 'archive';

/** What the name of an archived event log ends in beyond its own: it is gzip-compressed. */
export const COMPRESSED_ENDING = '.gz';

/** File in the folder of session logs that names what retention never touches. It is meant to be committed. */
export const PINS_FILE = 'pinned.txt';

/** Largest list of pins that is read: 10,000 names. A larger one is none of ours. */
export const MAX_PINS_BYTES = 1_048_576;

/** Bytes that are compressed at once: each is a member of the gzip, and the last member of a file is one too. */
export const COMPRESSION_CHUNK_BYTES = 1_048_576;

/** How far ahead of the clock the newest log may be: no two zones are further apart. */
export const MAX_AHEAD_MS = 26 * 3_600_000;

/** What age alone may take at once without having been seen before, as a share of all finished sessions. */
export const LARGE_SHARE = 0.5;

/** Under LMX's rules, which know no such guard, so many files may always go. */
export const SMALL_NUMBER_OF_FILES = 10;

/** For how long a large share must have been known before it goes: longer than a wrong clock stays unnoticed. */
export const SEEN_BEFORE_MS = 24 * 3_600_000;

/** Most bytes by which a gzip may be larger than what is in it: head, trailer, and 5 bytes for every 16 KiB. */
export const COMPRESSION_OVERHEAD_BYTES = 65_536;

/** Largest log that is read as one text. The largest real session log has 2 KiB, event logs are streamed. */
export const MAX_LOG_BYTES = 33_554_432;

/** Longest part of a foreign value that a message repeats, in characters. */
export const MAX_QUOTED_CHARACTERS = 200;

/** What a sync answers where the file system cannot do it. That is no failure of the disk. */
export const SYNC_UNSUPPORTED: readonly string[] = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
