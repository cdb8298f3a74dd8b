/**
 * Longest time that one call of git may take, in milliseconds. Facts from git are a courtesy of a log:
 * a repository on a disk that sleeps must not hold up the program that writes the log.
 */
export const GIT_TIME_LIMIT_MS = 2_000;

/**
 * Longest time that one step of a merge in thought may take, in milliseconds: who asks for it waits for it, and git
 * merges the branches of the largest repositories within seconds.
 */
export const MERGE_TIME_LIMIT_MS = 60_000;

/** Most bytes that one call of git may print. A status of 100,000 files is about 10 MiB. */
export const MAX_GIT_OUTPUT_BYTES = 32 * 1_024 * 1_024;

/** Fewest digits of a short commit. Git makes it longer where fewer would be ambiguous. */
export const SHORT_COMMIT_DIGITS = 7;

/** Most bytes that are read of a package.json or pyproject.toml. Real ones are a few kilobytes. */
export const MAX_MANIFEST_BYTES = 1_024 * 1_024;

/** Longest version that is believed, in characters. Semantic versions are rarely longer than 30. */
export const MAX_VERSION_LENGTH = 128;
