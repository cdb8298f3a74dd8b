/** Event type patterns that are left out unless the configuration says otherwise: LMX sends one each 30 s. */
export const DEFAULT_EXCLUDED_EVENTS: readonly string[] = ['heartbeat'];

/** Characters of an event type; longer ones are refused (real types have at most 30). */
export const MAX_EVENT_TYPE_LENGTH = 256;

/** Event types that the ledger counts by name; further ones share one row, so that its record stays small. */
export const MAX_LEDGER_TYPES = 100;

/** Distinct event types whose selection, name and fields are remembered. */
export const MAX_REMEMBERED_TYPES = 1_000;

/** Keys of an object that is encoded as a flat one; real events have at most 12. Listing more could take long. */
export const MAX_FLAT_KEYS = 64;

/** Characters of JSON that are certain to fit into the 65,536 bytes of an event: each takes three bytes at most. */
export const MAX_FLAT_JSON_CHARACTERS = 21_845;

/** Bytes of JSON text that may wait while start() opens the event log. */
export const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/** First and longest pause between two attempts to open the event log, in milliseconds. */
export const REOPEN_FIRST_MS = 250;
export const REOPEN_LONGEST_MS = 5_000;

/** Milliseconds that finishing may take after a signal; launchd and systemd wait longer before SIGKILL. */
export const SIGNAL_FINALIZE_MS = 2_000;

/** Characters of a value or reason that a message repeats. */
export const MAX_SHOWN_CHARACTERS = 200;

/** Characters of another error's message that a message repeats; paths make them long. */
export const MAX_MESSAGE_CHARACTERS = 1_000;

/** Text for the name of a session log when finalize() is given none; what LMX uses. */
export const DEFAULT_SESSION_SUMMARY = 'runtime-session';

/** Prefix of the environment variables, as LMX's settings read them. */
export const ENVIRONMENT_PREFIX = 'LMX_JOURNALING__';

/** Prefix of the journal's own event types, which hosts cannot use. */
export const OWN_TYPE_PREFIX = 'journal_';

/** Milliseconds after which a signal that the host handles no longer explains why the session ended. */
export const NOTED_ENDING_MS = 120_000;

/** Bytes of JSON that the last record may take: three tables of 100 types in the worst escaping need 460,800. */
export const MAX_END_BYTES = 524_288;

/** Bytes of JSON that the metadata of a session may take; with the rest it must fit into one record of 64 KiB. */
export const MAX_METADATA_BYTES = 32_768;

/** Characters of the labels of a session (device, user, model). */
export const MAX_LABEL_CHARACTERS = 256;

/** Event type of the closing record of a session. */
export const CLOSING_TYPE = 'journal_session_end';

/** Bytes of an event log that are read once more while the process ends, where events were lost: some 0.5 s. */
export const MAX_BYTES_READ_AT_EXIT = 16 * 1024 * 1024;

/** Milliseconds after which a process that has raised a signal, and still lives, ends itself. */
export const RAISED_SIGNAL_MS = 100;

/** Milliseconds between two passes of retention: a server may run for months. */
export const RETENTION_INTERVAL_MS = 86_400_000;

/** The row in an event log's table of lost lines for types that have none of their own. */
export const OTHER_TYPES_ROW = '(other types)';

/** Messages of a chat that are shown as decisions, and as issues. Source: the Opta CLI's session logs. */
export const MAX_FOUND_MESSAGES = 5;

/** Characters of such a message, and of a next step. Source: the Opta CLI's session logs. */
export const MAX_EXCERPT_CHARACTERS = 160;
export const MAX_NEXT_STEP_CHARACTERS = 180;

/** Characters of a message that are searched for secrets before it is cut; the longest secrets have some thousand. */
export const MAX_SEARCHED_CHARACTERS = 65_536;

/** Files that a chat's log lists as created, modified or deleted; a folder of dependencies has 100,000. */
export const MAX_LISTED_FILES = 1_000;

/** Milliseconds by which the time of a file may lie behind the clock: the system keeps it in ticks, of 10 ms at most. */
export const CLOCK_TICK_MS = 10;

/** Key of the frontmatter that links the logs of one fan-out. */
export const FAN_OUT_KEY = 'fan_out';

/** Characters of the slug in the claim of a fan-out; names have at most 60 of it. */
export const MAX_CLAIMED_SLUG = 100;

/** Bytes of the claim of a fan-out; ours have some 400. */
export const MAX_FAN_OUT_CLAIM_BYTES = 4_096;
