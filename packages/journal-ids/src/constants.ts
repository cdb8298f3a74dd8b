/** Digits of an id at least: 7 is written 007. */
export const ID_DIGITS = 3;

/** In the update folder, meant to be committed. */
export const LAST_NUMBERS_FILE = 'last-numbers.txt';

/** A last-numbers file has some hundred bytes; anything of this size is not ours. */
export const MAX_LAST_NUMBERS_BYTES = 1_048_576;

/** A claim has some two hundred bytes, an abandonment its reason as well. */
export const MAX_CLAIM_BYTES = 65_536;

/** Longest reason that is kept with an abandoned number, in characters. */
export const MAX_REASON_CHARACTERS = 1000;

/** Longest part of a foreign value that a message repeats, in characters. */
export const MAX_QUOTED_CHARACTERS = 200;

/** Latest time that a ULID can carry: 48 bits of milliseconds. */
export const MAX_TIME_MS = 2 ** 48 - 1;

/**
 * How much older than the reading of a folder its time of change must be, so that a later change cannot bear
 * the same time: Linux stamps with the clock of its last tick (at most 10 ms, with reserve).
 */
export const FINE_TIME_SETTLED_MS = 100;

/** The same where the stamp has whole seconds only: HFS+ and ext3 count one second, FAT two. */
export const COARSE_TIME_SETTLED_MS = 2500;

/** With so many logs a folder is read again after each of ours, not only before the next claim: it takes a millisecond. */
export const LARGE_FOLDER_LOGS = 1000;

/** How long after a log of ours: its time of change has settled by then, wherever times have fractions. */
export const READ_AHEAD_MS = 2 * FINE_TIME_SETTLED_MS;

/** A temporary folder that has not changed for so long belongs to a process that died. */
export const STALE_FOLDER_MS = 3_600_000;

/** How often last-numbers.txt is rewritten because others rewrite it at the same time. */
export const MAX_LAST_NUMBERS_ATTEMPTS = 200;

/** Times of its own claims that a process keeps: the next number asks for that of the one before, in each series. */
export const MAX_REMEMBERED_TIMES = 64;

/**
 * With more runs of claims than this the claims are listed. There is a run for every log that another program numbered
 * between ours, and the end of each takes some looks.
 */
export const MAX_CLAIM_RUNS = 64;

/** Claims of one process that follow each other within this time are made while others may be waiting for theirs. */
export const BURST_MS = 100;

/** Longest wait for others before a claim: about what eight processes take for one number each. */
export const LONGEST_TURN_MS = 16;
