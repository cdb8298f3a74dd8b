/** Milliseconds between two heartbeats of a running session. */
export const HEARTBEAT_INTERVAL_MS = 30_000;

/** Intervals without a sign of life after which an owner that cannot be seen counts as dead. */
export const SILENT_INTERVALS = 10;

/** Intervals after which a runtime that wakes up again must reckon with having been taken for dead. */
export const SUSPICIOUS_INTERVALS = 5;

/** Bounds of the interval that a heartbeat of another version may name, in milliseconds. */
export const MIN_INTERVAL_MS = 1_000;
export const MAX_INTERVAL_MS = 3_600_000;

/** Milliseconds without growth after which the log of a runtime that says nothing of itself counts as closed. */
export const LEGACY_SILENCE_MS = 86_400_000;

/** Folders of `.opta-journal` in the session folder. */
export const HEARTBEATS_DIRECTORY = 'heartbeats';
export const SESSIONS_DIRECTORY = 'sessions';
export const ENDINGS_DIRECTORY = 'endings';

/** Largest heartbeat that is read. Ours have 250 bytes. */
export const MAX_HEARTBEAT_BYTES = 16_384;

/** Largest snapshot that is read: three session logs of the largest kind have less than 2 MiB. */
export const MAX_SNAPSHOT_BYTES = 16_777_216;

/** Largest claim on the name of a session log that is read: a text of a person, that is cut for the name. */
export const MAX_CLAIM_BYTES = 65_536;

/** Share of the heap's limit from which a last heartbeat says that memory ran out: V8 aborts at 1. */
export const FULL_HEAP_SHARE = 0.95;

/** Milliseconds that an event log is read before the host gets its turn. */
export const FOLD_SLICE_MS = 0.5;

/** Records that are folded between two looks at the clock: 20 µs, or a third of a millisecond with redaction. */
export const RECORDS_AT_ONCE = 32;

/** Places of damage that are named one by one; the others are counted. */
export const MAX_NAMED_DAMAGE = 20;

/** Milliseconds that a program of the system (sysctl, ps) may take. */
export const SYSTEM_PROGRAM_MS = 5_000;

/** Text for the name of a session log where the session gave none; what LMX uses. */
export const DEFAULT_SESSION_SUMMARY = 'runtime-session';

/** Bytes of the file with the machine's identifier that are read. Ours has 37. */
export const MAX_MACHINE_ID_BYTES = 256;

/** Longest part of a foreign value that a message repeats, in characters. */
export const MAX_QUOTED_CHARACTERS = 200;

/** How often a folder of state is looked at again that cannot be read: it may be being made. A tenth of a second. */
export const REFUSED_ATTEMPTS = 4;

/** Longest slug of a device in a name. Source: the CLI's and our own file names. */
export const MAX_DEVICE_SLUG = 24;
