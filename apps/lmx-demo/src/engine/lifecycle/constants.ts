/** How long a canary check may take: a large model on a cold disk needs seconds for its first token. */
export const CANARY_TIMEOUT_MS = 30_000;

/** A confirmation token is good for ten minutes. Source: LMX, POST /admin/models/load/confirm. */
export const CONFIRMATION_MS = 10 * 60_000;

/** Tokens that are remembered, so that an expired one can be told from one that never was. */
export const MAX_CONFIRMATIONS = 100;

/** Downloads that are listed after they have ended. */
export const MAX_ENDED_DOWNLOADS = 100;

/** The longest delay of a timer of Node, about 24 days; a longer one would fire at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** Sums of fractions of gigabytes are not exact. */
export const MEMORY_TOLERANCE_GB = 1e-6;
