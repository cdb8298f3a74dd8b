/** Characters of one frame's data. Our own feed's frames have at most 64 KiB, LMX's some hundred bytes. */
export const MAX_FRAME_CHARACTERS = 1_048_576;

/** Milliseconds without a byte after which a connection counts as dead: three of LMX's heartbeats. */
export const DEFAULT_IDLE_TIMEOUT_MS = 90_000;

/** Node's fetch ends an answer that is silent for longer. */
export const MAX_IDLE_TIMEOUT_MS = 300_000;

/** First and shortest pause before the next attempt in milliseconds; the server's `retry:` sets the first one. */
export const FIRST_PAUSE_MS = 500;
export const SHORTEST_PAUSE_MS = 20;

/** A server of ours that starts anew loads its models in its first seconds, which nobody should miss. */
export const DEFAULT_LONGEST_PAUSE_MS = 5_000;

/** Longest pause in milliseconds that options or a server may ask for. */
export const MAX_PAUSE_MS = 3_600_000;

/** Milliseconds until a server is asked again that refused: what is wrong there must be changed by a person. */
export const REFUSED_PAUSE_MS = 30_000;

/** Redirects on the way to one feed. */
export const MAX_REDIRECTS = 5;

/** Frames of which a repetition is noticed; our own feed holds as many for a client that is slow. */
export const MAX_REMEMBERED_FRAMES = 1_000;

/** Gaps whose times stand in their message. Each makes a row of its own in the session log, which has 100. */
export const MAX_TIMED_GAPS = 20;

/** Different failures that are told in one time without a connection. */
export const MAX_TOLD_FAILURES = 20;

/** Characters of the reason that a server gives for a gap. */
export const MAX_REASON_CHARACTERS = 100;
