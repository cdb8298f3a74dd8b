/**
 * Bounds of the running summary. Memory must not grow with the number of events, so everything that is
 * kept by name has a bound; what is beyond it is added to a row of its own and stays counted exactly.
 */

/** Event types that get a row of their own. LMX has 13; a program of ours below 50. */
export const MAX_EVENT_TYPES = 256;

/** Models with figures of their own. A machine holds a handful at once and some dozens on its disk. */
export const MAX_MODELS = 100;

/** Groups of equal failures (type, subject, message). */
export const MAX_FAILURE_GROUPS = 100;

/** Groups that Issues Encountered lists; with more, a table under Notes has all. */
export const MAX_LISTED_FAILURES = 20;

/** Damaged places of an event log that Issues Encountered lists. */
export const MAX_LISTED_DAMAGE = 20;

/** Suggestions under Next Steps. More would hide what people wrote there. */
export const MAX_SUGGESTIONS = 10;

/** Spans of the picture of models in memory. Mermaid becomes unreadable and slow beyond. */
export const MAX_TIMELINE_SPANS = 200;

/** Rows of the table of downloads. */
export const MAX_DOWNLOADS = 100;

/** Paths in each list of changed files. */
export const MAX_FILES = 200;

/** Notes of each kind. They are written by hand. */
export const MAX_NOTES = 200;

/** Reasons for unloading that are told apart for one model. LMX has six. */
export const MAX_UNLOAD_REASONS = 16;

/** Names of models in one sentence. */
export const MAX_NAMES_IN_SENTENCE = 8;

/** Rows of Startup Metadata. LMX has four. */
export const MAX_METADATA = 64;

/** Longest event type or name of a model, in UTF-16 code units; a longer one is cut and ends in `…`. */
export const MAX_NAME_LENGTH = 200;

/** Longest error message, reason or value, in UTF-16 code units. The event log has them in full. */
export const MAX_MESSAGE_LENGTH = 300;

/** Longest path, in UTF-16 code units: PATH_MAX of Linux. */
export const MAX_PATH_LENGTH = 4_096;

/** Longest note of a person, in UTF-16 code units. */
export const MAX_NOTE_LENGTH = 4_000;

/** Longest duration that is believed, in milliseconds: ten years. */
export const MAX_DURATION_MS = 10 * 366 * 86_400_000;

/** Most tokens of one request that are believed. */
export const MAX_TOKENS = 1e12;

/** Most memory that is believed, in gigabytes. */
export const MAX_MEMORY_GB = 1e6;

/** Last instant that four digits of a year can name, 9999-12-30, in epoch milliseconds. */
export const MAX_TIME_MS = 253_402_128_000_000;
