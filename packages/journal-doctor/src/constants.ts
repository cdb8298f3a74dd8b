/** Folder in the state folder of a log folder where files stay that were moved out of the listing. */
export const REPLACED_DIRECTORY = 'replaced';

/** Folder in it where the original of a log stays until its new version has been read back. */
export const PENDING_DIRECTORY = 'pending';

/** The file of journal-ids in the update folder. */
export const LAST_NUMBERS_FILE = 'last-numbers.txt';

/** Names and sessions that retention never touches, in the session folder. As in journal-store. */
export const PINS_FILE = 'pinned.txt';

/** What was scrubbed, in the session folder. It is meant to be committed. */
export const SCRUBBED_FILE = 'scrubbed.txt';

/** Folders of `.opta-journal` in the session folder, as in journal-recovery. */
export const HEARTBEATS_DIRECTORY = 'heartbeats';
export const SNAPSHOTS_DIRECTORY = 'sessions';

/** Folder of archived logs in a log folder. */
export const ARCHIVE_DIRECTORY = 'archive';

/** Names on a page of a listing: many calls cost more, and a page is held in memory. */
export const PAGE_SIZE = 1_000;

/** Places of damage that a finding names one by one; the others are counted. */
export const MAX_NAMED_PLACES = 20;

/** Event types that are counted one by one, as many as the store and the summary tell apart. */
export const MAX_EVENT_TYPES = 1_000;

/** Milliseconds since its last change within which an event log may well be in use: ten heartbeats of 30 s. */
export const IN_USE_MS = 300_000;

/** A temporary file of ours that is older belongs to a process that died. The same as in journal-fs. */
export const STALE_TEMPORARY_FILE_MS = 3_600_000;

/** Largest log that is read as a whole, as in journal-store. */
export const MAX_LOG_BYTES = 33_554_432;

/** Largest record of a decided number that is read. Ours have 100 bytes. */
export const MAX_DECISION_BYTES = 4_096;

/** Bytes that are compared at once. */
export const COMPARE_BUFFER_BYTES = 65_536;

/** Shortest secret that is looked for: `password` has 8 characters, and shorter texts are words of every log. */
export const MIN_SECRET_CHARACTERS = 8;

/** Characters behind the date of a name from which it may be cut off: slugs are cut at 56 or 60. */
export const MIN_CUT_NAME_CHARACTERS = 40;

/** Longest slug in the name of a log. Source: the names of journal-format. */
export const MAX_SLUG_CHARACTERS = 60;

/** Longest name of a file. */
export const MAX_NAME_BYTES = 255;

/** Bytes that are read at once from a file that is scrubbed, as in journal-store. */
export const READ_CHUNK_BYTES = 262_144;

/** Bytes that are compressed at once: each is a member of the gzip, as in journal-store. */
export const COMPRESSION_CHUNK_BYTES = 1_048_576;

/** Longest line of an event log that is held. Readers take no longer one. As in journal-store. */
export const MAX_EVENT_LINE_BYTES = 16_777_216;

/** Copies of one name (`-2`, `-3`, …) that are tried, as in journal-store. */
export const MAX_COPIES = 1_000;

/** Random bytes in the name of a temporary file, as in journal-fs, which removes those that a crash leaves. */
export const TEMPORARY_NAME_BYTES = 16;

/** Longest part of a foreign value that a message repeats, in characters. */
export const MAX_QUOTED_CHARACTERS = 200;

/** File names that a message repeats. */
export const MAX_QUOTED_NAMES = 5;
